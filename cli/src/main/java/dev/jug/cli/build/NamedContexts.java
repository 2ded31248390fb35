package dev.jug.cli.build;

import dev.jug.build.graph.AddSource;
import dev.jug.engine.Builds;
import dev.jug.engine.build.FetchedContext;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --build-context} says.
 *
 * @param directories by their names
 * @param images references by the names that stand for them
 * @param fetched goes when this is closed
 */
record NamedContexts(
    Map<String, Path> directories, Map<String, String> images, List<FetchedContext> fetched)
    implements AutoCloseable {
  private static final String IMAGE = "docker-image://";

  /**
   * Takes them in.
   *
   * @param here what relative paths are relative to
   * @throws Invalid if one is not there
   * @throws IOException if one cannot be fetched
   */
  static NamedContexts take(Map<String, String> texts, Path here, Builds builds)
      throws IOException {
    var all = new NamedContexts(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    try {
      for (var text : texts.entrySet()) {
        all.add(text.getKey(), text.getValue(), here, builds);
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void add(String name, String where, Path here, Builds builds) throws IOException {
    if (where.startsWith(IMAGE)) {
      images.put(name, where.substring(IMAGE.length()));
      return;
    }
    var address = AddSource.remote(where);
    if (address.isPresent()) {
      var context = builds.take(address.get());
      fetched.add(context);
      directories.put(name, context.path());
      return;
    }
    var directory = here.resolve(where).normalize();
    if (!Files.isDirectory(directory)) {
      throw new Invalid(
          "failed to get build context " + name + ": no such directory: " + directory,
          "Write NAME=DIRECTORY, NAME=https://…, or NAME=docker-image://IMAGE.");
    }
    directories.put(name, directory);
  }

  @Override
  public void close() throws IOException {
    for (var context : fetched) {
      context.close();
    }
  }
}

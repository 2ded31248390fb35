package dev.jug.build.exec;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.tree.SourceTree;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Rooted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The directories of files that a build is given.
 *
 * @param main the build context
 * @param ignored what {@code .dockerignore} says of it
 * @param named further ones by name ({@code --build-context})
 */
public record Contexts(Place main, IgnoreRules ignored, Map<String, Place> named) {
  public Contexts {
    named = Map.copyOf(named);
  }

  /** Where a context is; it may have to be fetched first. */
  @FunctionalInterface
  public interface Place {
    /**
     * Its directory, which stays until the build ends. Called by several stages, maybe at a time.
     *
     * @throws IOException if it cannot be fetched
     */
    Path directory() throws IOException, InterruptedException;
  }

  /** Directories that are there. */
  public static Contexts of(Path main, IgnoreRules ignored, Map<String, Path> named) {
    var places = new LinkedHashMap<String, Place>();
    named.forEach((name, path) -> places.put(name, () -> path));
    return new Contexts(() -> main, ignored, places);
  }

  /** Opens the build context; the caller closes it. */
  SourceTree open() throws IOException, InterruptedException {
    return new SourceTree(directory(main), ignored, true, () -> {});
  }

  /**
   * Opens a further one; the caller closes it.
   *
   * @throws BuildFailure if there is none of that name
   */
  SourceTree open(String name) throws IOException, InterruptedException {
    var place = named.get(name);
    if (place == null) {
      throw new BuildFailure("no build context is named " + name);
    }
    return new SourceTree(directory(place), IgnoreRules.NONE, true, () -> {});
  }

  private static Fd directory(Place place) throws IOException, InterruptedException {
    return Rooted.directory(place.directory().toString());
  }
}

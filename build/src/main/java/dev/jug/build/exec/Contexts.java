package dev.jug.build.exec;

import dev.jug.build.context.IgnoreRules;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Rooted;
import java.nio.file.Path;
import java.util.Map;

/**
 * The directories of files that a build is given.
 *
 * @param main the build context
 * @param ignored what {@code .dockerignore} says of it
 * @param named further ones by name ({@code --build-context})
 */
public record Contexts(Path main, IgnoreRules ignored, Map<String, Path> named) {
  public Contexts {
    named = Map.copyOf(named);
  }

  /** Opens the build context; the caller closes it. */
  SourceTree open() {
    return new SourceTree(directory(main), ignored, true, () -> {});
  }

  /**
   * Opens a further one; the caller closes it.
   *
   * @throws BuildFailure if there is none of that name
   */
  SourceTree open(String name) {
    var path = named.get(name);
    if (path == null) {
      throw new BuildFailure("no build context is named " + name);
    }
    return new SourceTree(directory(path), IgnoreRules.NONE, true, () -> {});
  }

  private static Fd directory(Path path) {
    return Rooted.directory(path.toString());
  }
}

package dev.jug.build.exec;

import dev.jug.linux.Fd;
import dev.jug.linux.fs.Rooted;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The directories of files that a build is given.
 *
 * @param main the build context
 * @param isLeftOut what {@code .dockerignore} says of paths in it
 * @param named further ones by name ({@code --build-context})
 */
public record Contexts(Path main, Predicate<String> isLeftOut, Map<String, Path> named) {
  public Contexts {
    named = Map.copyOf(named);
  }

  /**
   * A directory as the build context.
   *
   * @param ignored text of its {@code .dockerignore}; empty for none
   * @param named further ones by name
   */
  public static Contexts of(Path main, String ignored, Map<String, Path> named) {
    return new Contexts(main, new IgnoredFiles(IgnoredFiles.rules(ignored))::contains, named);
  }

  /** Opens the build context; the caller closes it. */
  SourceTree open() {
    return new SourceTree(directory(main), isLeftOut, true, () -> {});
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
    return new SourceTree(directory(path), _ -> false, true, () -> {});
  }

  private static Fd directory(Path path) {
    return Rooted.directory(path.toString());
  }
}

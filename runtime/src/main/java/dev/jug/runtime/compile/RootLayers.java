package dev.jug.runtime.compile;

import dev.jug.runtime.RootSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories of the host that a root is made of. What is seen there is a hint and no more: the
 * container may write to them, so whatever is done happens inside the root and is checked there.
 *
 * @param layers the topmost first
 */
record RootLayers(List<Path> layers) {
  private static final Path TOP = Path.of("/");

  static RootLayers of(RootSource root) {
    return new RootLayers(
        switch (root) {
          case RootSource.Directory(var path) -> List.of(path);
          case RootSource.Overlay overlay ->
              Stream.concat(Stream.of(overlay.upper()), overlay.view().stream()).toList();
        });
  }

  /**
   * The file of the topmost layer that has one, be it a symbolic link or a whiteout.
   *
   * @param inside path inside the container, without links in its directories
   */
  Optional<Path> file(Path inside) {
    var relative = TOP.relativize(inside);
    return layers.stream()
        .map(layer -> layer.resolve(relative))
        .filter(RootLayers::isThere)
        .findFirst();
  }

  /** Most are not, and to be told so by an exception takes longer than all the rest. */
  private static boolean isThere(Path file) {
    return Files.isSymbolicLink(file) || Files.exists(file);
  }
}

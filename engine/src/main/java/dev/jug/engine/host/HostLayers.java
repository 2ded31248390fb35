package dev.jug.engine.host;

import java.nio.file.Path;
import java.util.List;

/**
 * The read-only layers of the image.
 *
 * @param mask what hides
 * @param root what is hidden from: the machine's root
 * @param separate directories of the root that are file systems of their own, parents first; each
 *     needs an overlay of {@link #below the same place} in both layers
 */
public record HostLayers(Path mask, Path root, List<Path> separate) {
  /** The layers of the root, the topmost first. */
  public List<Path> lowers() {
    return List.of(mask, root);
  }

  /** The layers of a separate directory, the topmost first. */
  public List<Path> below(Path directory) {
    return List.of(mask.resolve(Path.of("/").relativize(directory)), directory);
  }
}

package dev.jug.engine.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.jug.linux.fs.OverlayLayer;
import dev.jug.linux.fs.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a mask as a layer of overlayfs: whiteouts, and opaque directories that look like those
 * they hide.
 */
final class MaskWriter {
  /**
   * The engine binds its own files over these; in the image they may be links that lead nowhere.
   */
  private static final List<String> PLACES =
      List.of("etc/hostname", "etc/hosts", "etc/resolv.conf");

  private final Path root;
  private final Path layer;

  /**
   * A writer of one layer.
   *
   * @param root the tree that is masked
   * @param layer a new directory
   */
  MaskWriter(Path root, Path layer) {
    this.root = root;
    this.layer = layer;
  }

  /**
   * Fills the layer.
   *
   * @param roots directories that must be in it, because they are layers of their own
   */
  void write(Mask mask, List<Path> roots) throws IOException {
    for (var place : mask.empty()) {
      OverlayLayer.opaque(directory(place));
    }
    for (var place : mask.absent()) {
      parent(place);
      OverlayLayer.whiteout(layer.resolve(place));
    }
    for (var place : roots) {
      directory(place);
    }
    for (var name : PLACES) {
      if (!mask.absent().contains(Path.of(name)) && Files.isDirectory(root.resolve("etc"))) {
        parent(Path.of(name));
        Files.createFile(layer.resolve(name));
      }
    }
  }

  private void parent(Path place) throws IOException {
    var parent = place.getParent();
    if (parent != null) {
      directory(parent);
    }
  }

  /** The layer's copy of a directory: same mode, same owner, for it is what the container sees. */
  private Path directory(Path place) throws IOException {
    var copy = layer.resolve(place);
    if (!Files.isDirectory(copy, NOFOLLOW_LINKS)) {
      parent(place);
      Files.createDirectory(copy);
      Stat.ofEntry(root.resolve(place)).applyTo(copy);
    }
    return copy;
  }
}

package dev.jug.engine.host;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.jug.linux.fs.OverlayLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Writes a mask as a layer of overlayfs: whiteouts, and opaque directories that look like those they hide. */
final class MaskWriter {
  /** The engine binds its own files over these; in the image they may be links that lead nowhere. */
  private static final List<String> PLACES = List.of("etc/hostname", "etc/hosts", "etc/resolv.conf");

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
      if (Files.isDirectory(root.resolve(name).getParent()) && !mask.absent().contains(Path.of(name))) {
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
      sameOwnerAndMode(root.resolve(place), copy);
    }
    return copy;
  }

  /** Gives {@code copy} the owner and mode of {@code original}. */
  static void sameOwnerAndMode(Path original, Path copy) throws IOException {
    var attributes = Files.readAttributes(original, "unix:mode,uid,gid", NOFOLLOW_LINKS);
    set(copy, "unix:uid", attributes.get("uid"));
    set(copy, "unix:gid", attributes.get("gid"));
    int mode = (int) Objects.requireNonNull(attributes.get("mode"));
    set(copy, "unix:mode", mode & 07777);
  }

  private static void set(Path path, String attribute, Object value) throws IOException {
    Files.setAttribute(path, attribute, value, NOFOLLOW_LINKS);
  }
}

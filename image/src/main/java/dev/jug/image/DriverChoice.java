package dev.jug.image;

import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.erofs.ErofsDriver;
import dev.jug.image.layer.erofs.ErofsProbe;
import dev.jug.image.layer.folder.OverlayDriver;
import dev.jug.image.layer.folder.OverlayProbe;
import dev.jug.image.layer.folder.VfsDriver;
import dev.jug.linux.fs.DiskTrouble;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How layers are kept on this machine.
 *
 * @param driver keeps them
 * @param reason why it is not a faster one; empty if there is none
 */
record DriverChoice(LayerDriver driver, String reason) {

  /**
   * The driver of this name, or the fastest that works.
   *
   * @param store keeps the layers
   * @param name {@code erofs}, {@code overlay} or {@code vfs}; null or empty for the fastest
   * @throws ImageException if there is none of this name
   */
  static DriverChoice of(ContentStore store, @Nullable String name) throws IOException {
    var layout = store.layout();
    return switch (name == null ? "" : name) {
      case "" -> fastest(store);
      case "erofs" -> chosen(new ErofsDriver(layout.layers("erofs")));
      case "overlay" -> chosen(new OverlayDriver(layout.layers("overlay")));
      case "vfs" -> chosen(new VfsDriver(layout.layers("vfs")));
      default ->
          throw new ImageException(
              Kind.INVALID,
              "there is no storage driver '" + name + "'",
              "JUG_STORAGE_DRIVER is erofs, overlay or vfs; without it, the fastest that works.");
    };
  }

  private static DriverChoice chosen(LayerDriver driver) {
    return new DriverChoice(driver, "it was asked for");
  }

  private static DriverChoice fastest(ContentStore store) throws IOException {
    try {
      return tried(store);
    } catch (IOException | ImageException e) {
      if (DiskTrouble.of(e).isEmpty()) {
        throw e;
      }
      return used(store);
    }
  }

  /** On a disk that takes nothing, what there is can still be used, and removed. */
  private static DriverChoice used(ContentStore store) throws IOException {
    for (var name : List.of("erofs", "overlay", "vfs")) {
      var layers = store.layout().layers(name).toFile().list();
      if (layers != null && layers.length > 0) {
        return of(store, name);
      }
    }
    return of(store, "erofs");
  }

  private static DriverChoice tried(ContentStore store) throws IOException {
    var layout = store.layout();
    var place = store.scratch().directory();
    var noErofs = ErofsProbe.lack(place);
    if (noErofs.isEmpty()) {
      return new DriverChoice(new ErofsDriver(layout.layers("erofs")), "");
    }
    var noOverlay = OverlayProbe.lack(place);
    if (noOverlay.isEmpty()) {
      return new DriverChoice(
          new OverlayDriver(layout.layers("overlay")), "erofs does not work: " + noErofs.get());
    }
    return new DriverChoice(
        new VfsDriver(layout.layers("vfs")), "overlay does not work: " + noOverlay.get());
  }
}

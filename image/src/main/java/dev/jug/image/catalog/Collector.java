package dev.jug.image.catalog;

import dev.jug.image.content.ContentStore;
import dev.jug.image.layer.LayerDriver;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Removes what no image, no container and no running operation can reach. Thread-safe, and safe
 * between processes: meanwhile nobody can begin to use what is there.
 */
public final class Collector {
  private final ContentStore store;
  private final Catalog catalog;
  private final ImageReader reader;
  private final LayerDriver driver;

  /**
   * What was removed.
   *
   * @param blobs by digest
   * @param layers unpacked ones, by the names their driver gives them
   * @param bytes how much of the disk is free again
   */
  public record Collected(List<Digest> blobs, List<Digest> layers, long bytes) {}

  public Collector(ContentStore store, Catalog catalog, ImageReader reader, LayerDriver driver) {
    this.store = store;
    this.catalog = catalog;
    this.reader = reader;
    this.driver = driver;
  }

  /**
   * Removes what is not used.
   *
   * @param used manifests that containers were made from
   * @throws dev.jug.image.error.ImageException if a document is damaged, so that nobody knows what
   *     it needs; then nothing is removed
   */
  public Collected collect(Set<Digest> used) throws IOException {
    try (var _ = store.lock()) {
      var marking = new Marking(reader, driver);
      for (var entry : catalog.entries()) {
        marking.mark(entry.descriptor());
      }
      for (var manifest : used) {
        marking.mark(new Descriptor(MediaTypes.OCI_MANIFEST, manifest, 0));
      }
      marking.hold(store.leased());
      return sweep(marking.unmarkedBlobs(store.all()), marking.unmarkedLayers(driver.stored()));
    }
  }

  private Collected sweep(List<Digest> blobs, List<Digest> layers) throws IOException {
    long bytes = 0;
    for (var blob : blobs) {
      bytes += Math.max(store.size(blob), 0);
      store.remove(blob);
    }
    for (var layer : layers) {
      bytes += driver.diskSize(layer);
      driver.remove(layer);
    }
    store.removed();
    return new Collected(blobs, layers, bytes);
  }
}

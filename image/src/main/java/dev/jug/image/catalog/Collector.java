package dev.jug.image.catalog;

import dev.jug.image.content.ContentStore;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.LayerDriver.Withdrawn;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Removes what no image, no container and no running operation can reach. Thread-safe, and safe
 * between processes. What is removed loses its name while nobody can begin to use it, which is a
 * matter of moments; the content goes afterwards. Whatever instant this is killed at, the next one
 * goes on.
 */
public final class Collector {
  private final ContentStore store;
  private final Catalog catalog;
  private final ImageReader reader;
  private final LayerDriver driver;
  private final Supplier<Set<Digest>> used;
  private final Kept kept;
  private final Pins pins = new Pins();

  /** What stays although no image leads to it. */
  @FunctionalInterface
  public interface Kept {
    /** Digests of blobs, and of layers by all names that drivers may have for them. */
    Set<Digest> needs() throws IOException;
  }

  /**
   * What was removed.
   *
   * @param blobs by digest
   * @param layers unpacked ones, by the names their driver gives them
   * @param bytes how much of the disk is free again
   */
  public record Collected(List<Digest> blobs, List<Digest> layers, long bytes) {}

  /**
   * @param used gives the manifests that containers were made from
   * @param kept gives what stays besides
   */
  public Collector(
      ContentStore store,
      Catalog catalog,
      ImageReader reader,
      LayerDriver driver,
      Supplier<Set<Digest>> used,
      Kept kept) {
    this.store = store;
    this.catalog = catalog;
    this.reader = reader;
    this.driver = driver;
    this.used = used;
    this.kept = kept;
  }

  /**
   * Holds a manifest, and all it leads to, until its user is among those that the supplier of used
   * manifests knows.
   *
   * @return empty if it is not in the store
   */
  public Optional<Pins.Pin> pin(Digest manifest) {
    return pins.add(manifest, store::has)
        ? Optional.of(() -> pins.remove(manifest))
        : Optional.empty();
  }

  /** The manifests that containers were made from, or are just being made from. */
  public Set<Digest> used() {
    var all = new HashSet<>(pins.all());
    all.addAll(used.get());
    return all;
  }

  /**
   * Removes what is not used.
   *
   * @throws dev.jug.image.error.ImageException if a document is damaged, so that nobody knows what
   *     it needs; then nothing is removed
   */
  public Collected collect() throws IOException {
    var taken = new Taken();
    try {
      store.removing(() -> withdraw(taken));
      return taken.total();
    } finally {
      taken.layers.values().forEach(Withdrawn::close);
      store.removed();
    }
  }

  private void withdraw(Taken taken) throws IOException {
    try (var lease = store.lease();
        var trash = store.trash()) {
      withdraw(taken, trash.path());
      lease.done();
    }
  }

  /** What has lost its name. */
  private static final class Taken {
    private final List<Digest> blobs = new ArrayList<>();
    private final Map<Digest, Withdrawn> layers = new LinkedHashMap<>();
    private long bytes;

    Collected total() throws IOException {
      for (var layer : layers.values()) {
        bytes += layer.bytes();
      }
      return new Collected(blobs, List.copyOf(layers.keySet()), bytes);
    }
  }

  private void withdraw(Taken taken, Path trash) throws IOException {
    try (var _ = store.lock()) {
      var marking = new Marking(reader, driver);
      for (var entry : catalog.entries()) {
        marking.mark(entry.descriptor());
      }
      var leases = store.leases();
      marking.hold(leases.held());
      marking.hold(kept.needs());
      pins.lock().lock();
      try {
        for (var manifest : used()) {
          marking.mark(new Descriptor(MediaTypes.OCI_MANIFEST, manifest, 0));
        }
        withdraw(marking, taken, trash);
      } finally {
        pins.lock().unlock();
      }
      leases.forgetAbandoned();
    }
  }

  private void withdraw(Marking marking, Taken taken, Path trash) throws IOException {
    for (var blob : marking.unmarkedBlobs(store.all())) {
      taken.bytes += new DiskUsage().of(store.path(blob));
      store.withdraw(blob, trash);
      taken.blobs.add(blob);
    }
    for (var layer : marking.unmarkedLayers(driver.stored())) {
      taken.layers.put(layer, driver.withdraw(layer));
    }
  }
}

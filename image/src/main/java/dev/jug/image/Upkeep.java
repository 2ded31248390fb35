package dev.jug.image;

import dev.jug.image.audit.Audit;
import dev.jug.image.audit.Checker;
import dev.jug.image.audit.Finding;
import dev.jug.image.audit.SpaceItem;
import dev.jug.image.audit.Usage;
import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Collector;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.Lease;
import dev.jug.image.error.ImageException;
import dev.jug.image.event.ImageNews;
import dev.jug.image.layer.ForeignLayers;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.pull.LayerUnpacker;
import dev.jug.image.reclaim.DiskSpace;
import dev.jug.image.reclaim.ReclaimPolicy;
import dev.jug.image.reclaim.Reclaimed;
import dev.jug.image.reclaim.Reclaimer;
import dev.jug.image.sign.SignatureImage;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps a store of images in order: what nobody needs goes, and every byte is accounted for. */
public final class Upkeep {
  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  private static final Duration SIGNATURES_WAIT = Duration.ofHours(1);

  private final LayerUnpacker unpacker;
  private final ContentStore store;
  private final Catalog catalog;
  private final ImageReader reader;
  private final LayerDriver driver;
  private final Collector collector;
  private final InstantSource clock;
  private final ImageNews news;

  Upkeep(
      LayerUnpacker unpacker,
      Catalog catalog,
      ImageReader reader,
      Collector collector,
      InstantSource clock,
      ImageNews news) {
    this.unpacker = unpacker;
    this.store = unpacker.store();
    this.catalog = catalog;
    this.reader = reader;
    this.driver = unpacker.driver();
    this.collector = collector;
    this.clock = clock;
    this.news = news;
  }

  /**
   * Removes what operations left behind that were killed. A damaged store is left as it is: {@link
   * #check} tells what is wrong with it.
   */
  void cleanUp() throws IOException {
    driver.clean();
    if (store.clean()) {
      try {
        collect();
      } catch (ImageException e) {
        LOG.log(
            System.Logger.Level.WARNING, "nothing is removed from the images: {0}", e.getMessage());
      }
    }
  }

  /** Removes what came before a failure: it is of no use to anybody. */
  void collectAfter(Exception failure, Lease lease) {
    try {
      collect(lease);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Removes what was made for nothing; if that fails now, the next collection does it. */
  void collectOrWarn(Lease lease) {
    try {
      collect(lease);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "what was left behind stays for now", e);
    }
  }

  private void collect(Lease lease) throws IOException {
    lease.letGo();
    collect();
    lease.done();
  }

  /**
   * Forgets a container. If no name leads to its image any more, as after a removal by force, what
   * only this container needed goes too, be it after the next start. Who takes the last name away
   * meanwhile may have found the container still there, so the names are looked at twice.
   *
   * @param manifest that it was made from
   * @param forget lets those who ask not hear of it any more
   */
  public void release(Digest manifest, Runnable forget) throws IOException {
    if (isNamed(manifest)) {
      forget.run();
      if (!isNamed(manifest)) {
        collect();
      }
      return;
    }
    try (var lease = store.lease()) {
      forget.run();
      collect();
      lease.done();
    }
  }

  /** Lets go of a document that has no name, and of what only that needs. */
  public void forget(Descriptor root) throws IOException {
    var lines =
        catalog.entries().stream()
            .filter(entry -> entry.name().isEmpty() && entry.digest().equals(root.digest()))
            .toList();
    if (!lines.isEmpty()) {
      catalog.remove(lines);
      collect();
    }
  }

  /** Whether a line of the catalog leads to a manifest; what cannot be read leads anywhere. */
  private boolean isNamed(Digest manifest) throws IOException {
    var entries = catalog.entries();
    if (entries.stream().anyMatch(entry -> entry.digest().equals(manifest))) {
      return true;
    }
    for (var entry : entries) {
      if (leadsTo(entry, manifest)) {
        return true;
      }
    }
    return false;
  }

  private boolean leadsTo(CatalogEntry entry, Digest manifest) throws IOException {
    try {
      return reader.images(entry.descriptor()).stream()
          .anyMatch(image -> image.descriptor().digest().equals(manifest));
    } catch (ImageException e) {
      return true;
    }
  }

  /** Removes what no image, container or running operation needs. */
  public Collector.Collected collect() throws IOException {
    removeLostSignatures();
    return collector.collect();
  }

  /**
   * Which images shall go.
   *
   * @param all whether those go that have names, but no container; otherwise those without a name
   * @param filter which of these
   * @param partialBefore downloads go that broke off before this
   * @param foreign whether layers go that another storage driver has kept; no container may run
   */
  public record Choice(
      boolean all, Predicate<Image> filter, Instant partialBefore, boolean foreign) {
    /** Without more conditions. */
    public static Choice of(boolean all) {
      return new Choice(all, _ -> true, Instant.MAX, false);
    }
  }

  /** Removes images that no container was made from, and what nobody needs afterwards. */
  public Pruned prune(Choice choice) throws IOException {
    return store.disk().using(() -> remove(choice));
  }

  private Pruned remove(Choice choice) throws IOException {
    try (var lease = store.lease()) {
      var chosen = new ArrayList<CatalogEntry>();
      var users = collector.used();
      for (var entry : catalog.entries()) {
        if ((choice.all() || entry.name().isEmpty()) && isChosen(entry, choice, users)) {
          chosen.add(entry);
        }
      }
      var departure = news.departing(chosen);
      catalog.remove(chosen);
      departure.tell();
      long bytes = store.partial().remove(choice.partialBefore());
      if (choice.foreign()) {
        bytes += removeForeign();
      }
      store.clean();
      driver.clean();
      var collected = collect();
      lease.done();
      var untagged = chosen.stream().map(CatalogEntry::shown).toList();
      news.pruned(bytes + collected.bytes());
      return new Pruned(untagged, collected, bytes + collected.bytes());
    }
  }

  private long removeForeign() throws IOException {
    try (var trash = store.trash()) {
      return new ForeignLayers(store.layout().layers(), driver.name()).remove(trash.path());
    }
  }

  private boolean isChosen(CatalogEntry entry, Choice choice, Set<Digest> users)
      throws IOException {
    var images = reader.images(entry.descriptor());
    return !isSignatures(entry)
        && images.stream().noneMatch(image -> users.contains(image.descriptor().digest()))
        && images.stream().allMatch(choice.filter());
  }

  private static boolean isSignatures(CatalogEntry entry) {
    return entry.name().filter(SignatureImage::isNamed).isPresent();
  }

  /** Signatures go with what was signed; but they come before it. */
  private void removeLostSignatures() throws IOException {
    var entries = catalog.entries();
    var young = clock.instant().minus(SIGNATURES_WAIT);
    for (var entry : entries) {
      if (isSignatures(entry)
          && entries.stream().noneMatch(other -> isSignedBy(other, entry.name().orElseThrow()))
          && store.lastUse(entry.digest()).filter(young::isBefore).isEmpty()) {
        catalog.remove(List.of(entry));
      }
    }
  }

  private static boolean isSignedBy(CatalogEntry image, Reference signatures) {
    return image
        .name()
        .filter(name -> SignatureImage.nameOf(name, image.digest()).equals(signatures))
        .isPresent();
  }

  /** Notes that an image was used now: the least recently used are the first to go. */
  void used(Descriptor root) throws IOException {
    var now = clock.instant();
    store.touch(root.digest(), now);
    for (var image : reader.images(root)) {
      store.touch(image.descriptor().digest(), now);
    }
  }

  /** The same for the manifest that a container was made from. */
  public void used(Digest manifest) throws IOException {
    store.touch(manifest, clock.instant());
  }

  /**
   * Removes what a policy lets go.
   *
   * @param space the store's disk now
   */
  public Reclaimed reclaim(ReclaimPolicy policy, DiskSpace space) throws IOException {
    store.clean();
    driver.clean();
    removeLostSignatures();
    return new Reclaimer(store, catalog, reader, collector, news)
        .run(policy, space, clock.instant());
  }

  /**
   * What became of what nobody needs.
   *
   * @param untagged names that are gone
   * @param collected what was removed
   * @param bytes how much of the disk is free again
   */
  public record Pruned(List<String> untagged, Collector.Collected collected, long bytes) {}

  /** All that is wrong with the store; nothing if it is sound. Reads all of it. */
  public List<Finding> check() throws IOException {
    return audit().findings();
  }

  /** The same, as something that can be repaired. */
  public Audit audit() throws IOException {
    return new Checker(store, catalog, reader, driver, unpacker::damage).check(collector.used());
  }

  /**
   * Removes what is damaged, so that it is fetched or unpacked again; no container may run, for it
   * may be reading just that.
   */
  public void repair(Audit audit) throws IOException {
    Checker.repair(audit, store, driver);
    reader.forget();
    store.clean();
    driver.clean();
  }

  /**
   * What takes how much space.
   *
   * @param containers names of containers, by the manifests they were made from
   */
  public List<SpaceItem> usage(Map<Digest, List<String>> containers) throws IOException {
    return new Usage(store, catalog, reader, driver).items(containers);
  }

  /** How much of the disk the unpacked layers of an image take, shared ones included. */
  public long unpackedSize(Image image) throws IOException {
    return layerSizes(image).stream().mapToLong(Long::longValue).sum();
  }

  /** How much of the disk each unpacked layer of an image takes, the lowest first. */
  public List<Long> layerSizes(Image image) throws IOException {
    var sizes = new ArrayList<Long>();
    for (var chain : image.chain().prefixes()) {
      sizes.add(driver.diskSize(driver.key(chain)));
    }
    return sizes;
  }
}

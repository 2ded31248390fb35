package dev.jug.image;

import dev.jug.image.ImageException.Kind;
import dev.jug.image.audit.Checker;
import dev.jug.image.audit.Finding;
import dev.jug.image.audit.SpaceItem;
import dev.jug.image.audit.Usage;
import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Collector;
import dev.jug.image.catalog.Finder;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.StoreLayout;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.layer.erofs.ErofsDriver;
import dev.jug.image.layer.erofs.ErofsProbe;
import dev.jug.image.pull.Decompressor;
import dev.jug.image.pull.Patience;
import dev.jug.image.pull.Puller;
import dev.jug.image.push.Pusher;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The images of one machine: taken in, named, found, removed, opened for containers. Thread-safe,
 * and safe between processes.
 */
public final class Images implements AutoCloseable {
  private final ContentStore store;
  private final LayerDriver driver;
  private final Catalog catalog;
  private final ImageReader reader;
  private final Finder finder;
  private final Collector collector;
  private final Puller puller;
  private final Supplier<Set<Digest>> used;

  /**
   * Images of a store.
   *
   * @param puller has the store and the driver of layers; the driver is closed with this
   * @param used gives the manifests that containers were made from
   * @throws IOException if the store's directory cannot be used
   */
  Images(Puller puller, Supplier<Set<Digest>> used) throws IOException {
    this.puller = puller;
    this.store = puller.store();
    this.driver = puller.driver();
    this.used = used;
    var codec = puller.codec();
    this.catalog = new Catalog(store, codec);
    this.reader = new ImageReader(store, codec);
    this.finder = new Finder(catalog, reader);
    this.collector = new Collector(store, catalog, reader, driver);
  }

  /**
   * The images below a directory, which is made if it is not there.
   *
   * @param used gives the manifests that containers were made from
   * @throws IOException if it cannot be used
   */
  public static Images open(Path root, Supplier<Set<Digest>> used) throws IOException {
    var layout = new StoreLayout(root);
    var store = new ContentStore(layout);
    var lack = ErofsProbe.lack(root.resolve("layers"));
    if (lack.isPresent()) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          "this kernel cannot mount layers as files: " + lack.get(),
          "Images need Linux 6.15 or newer with EROFS and overlayfs.");
    }
    var driver = new ErofsDriver(layout.layers("erofs"));
    driver.clean();
    var puller =
        new Puller(
            store,
            driver,
            new ImageCodec(),
            Decompressor.DEFAULT,
            LayerLimits.DEFAULT,
            Patience.DEFAULT);
    return new Images(puller, used);
  }

  /**
   * What was taken in.
   *
   * @param root what the name stands for now
   * @param image the one for the wanted platform
   * @param isNew whether the name stood for something else before, or for nothing
   */
  public record Pulled(Descriptor root, Image image, boolean isNew) {}

  /**
   * Takes an image in and gives it a name.
   *
   * @param name null to keep it without one
   * @param platform where it shall run; null for here
   * @throws ImageException if the source has no such image, or it is damaged, hostile, or too large
   * @throws IOException if the disk or the connection fails
   */
  public Pulled pull(
      ImageSource source, @Nullable Reference name, @Nullable Platform platform, Progress progress)
      throws IOException {
    try (var lease = store.lease()) {
      var root = puller.pull(source, platform, lease, progress);
      boolean isNew = name == null || !stands(name, root);
      if (name == null) {
        catalog.put(root);
      } else {
        catalog.put(name, root);
      }
      return new Pulled(root, reader.image(root, platform(platform)), isNew);
    } catch (ImageException | IOException e) {
      collectQuietly(e);
      throw e;
    }
  }

  private boolean stands(Reference name, Descriptor root) throws IOException {
    return catalog.entries().stream()
        .anyMatch(
            e -> e.name().filter(name::equals).isPresent() && e.digest().equals(root.digest()));
  }

  /** What came before the failure is of no use to anybody. */
  private void collectQuietly(Exception why) {
    try {
      collector.collect(used.get());
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private static Platform platform(@Nullable Platform platform) {
    return platform == null ? Platform.host() : platform;
  }

  /** The lines of the catalog, the newest last. */
  public List<CatalogEntry> entries() throws IOException {
    return catalog.entries();
  }

  /** The images behind a line of the catalog, as far as they are here. */
  public List<Image> images(CatalogEntry entry) throws IOException {
    return reader.images(entry.descriptor());
  }

  /**
   * The image that a name, an id, or the beginning of an id means.
   *
   * @throws ImageException if there is none
   */
  public Found find(String text, @Nullable Platform platform) throws IOException {
    return finder.find(text, platform(platform));
  }

  /**
   * Gives an image one more name.
   *
   * @throws ImageException if there is no such image
   */
  public void tag(String source, Reference name) throws IOException {
    if (name.tag() == null) {
      throw new ImageException(
          Kind.INVALID, "refusing to create a tag with a digest reference: " + name.familiar());
    }
    catalog.put(name, find(source, null).entry().descriptor());
  }

  /**
   * What became of names and images.
   *
   * @param untagged names that are gone
   * @param deleted documents that no name is left for, and what went with them
   */
  public record Removed(List<String> untagged, List<String> deleted) {}

  /**
   * Takes a name away, and with an image's last name the image.
   *
   * @param force whether to take all names away from an image that was named by its id, and to let
   *     an image go that stopped containers were made from
   * @throws ImageException if there is no such image, or it is in use
   */
  public Removed remove(String text, boolean force) throws IOException {
    var found = find(text, null);
    var removal = new Removal(catalog.entries(), found, text, inUse(found.image()));
    removal.check(force);
    for (var name : removal.names()) {
      catalog.remove(name);
    }
    if (removal.isLast()) {
      catalog.remove(found.entry().digest());
    }
    var collected = collector.collect(used.get());
    var deleted = new ArrayList<String>();
    if (removal.isLast()) {
      deleted.add(found.image().id().toString());
    }
    collected.layers().forEach(layer -> deleted.add(layer.toString()));
    return new Removed(
        removal.names().stream().map(Reference::familiar).toList(), List.copyOf(deleted));
  }

  private boolean inUse(Image image) {
    return used.get().contains(image.descriptor().digest());
  }

  /**
   * Gives an image away.
   *
   * @param root what its name stands for
   * @param platform which image of an index; null for all of it, or for the one that runs here
   * @return what was sent
   * @throws IOException if the disk or the connection fails
   */
  public Descriptor push(
      Descriptor root, @Nullable Platform platform, ImageTarget target, Progress progress)
      throws IOException {
    return new Pusher(store, reader).push(root, platform, target, progress);
  }

  /** Where temporary files may lie that are as large as images. */
  public Path spool() throws IOException {
    return Files.createDirectories(store.layout().root().resolve("spool"));
  }

  /** Removes what no image, container or running operation needs. */
  public Collector.Collected collect() throws IOException {
    return collector.collect(used.get());
  }

  /**
   * Removes images that have no name, or no container either, and what nobody needs afterwards.
   *
   * @param all whether images go that have names, but no container
   */
  public Pruned prune(boolean all) throws IOException {
    var users = used.get();
    var untagged = new ArrayList<String>();
    for (var entry : catalog.entries()) {
      boolean unused =
          images(entry).stream().noneMatch(image -> users.contains(image.descriptor().digest()));
      if (unused && (all || entry.name().isEmpty())) {
        untagged.add(entry.name().map(Reference::familiar).orElse(entry.digest().toString()));
        catalog.remove(entry);
      }
    }
    long partial = store.removePartial();
    driver.clean();
    var collected = collector.collect(users);
    return new Pruned(untagged, collected, partial + collected.bytes());
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
    return new Checker(store, catalog, reader, driver).check(used.get());
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

  /**
   * Opens an image's tree for a container.
   *
   * @throws ImageException if a layer is missing or cannot be mounted
   */
  public LayerTree open(Image image) {
    return driver.open(image.chain());
  }

  /**
   * The image with this manifest.
   *
   * @throws ImageException if it is not here
   */
  public Image image(Digest manifest) throws IOException {
    return reader.image(manifest);
  }

  /** Reads and writes documents. */
  public ImageCodec codec() {
    return puller.codec();
  }

  @Override
  public void close() {
    driver.close();
  }
}

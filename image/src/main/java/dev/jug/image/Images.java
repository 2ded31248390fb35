package dev.jug.image;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.catalog.Collector;
import dev.jug.image.catalog.Finder;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.catalog.Marking;
import dev.jug.image.catalog.Pins;
import dev.jug.image.compress.Decompressor;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.StoreDisk;
import dev.jug.image.content.StoreLayout;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.event.ImageEvent;
import dev.jug.image.event.ImageNews;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.make.ImageMaker;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.make.Workshop;
import dev.jug.image.pull.LayerUnpacker;
import dev.jug.image.pull.Puller;
import dev.jug.image.push.Pusher;
import dev.jug.image.registry.BlobOrigins;
import dev.jug.image.sign.PolicyFile;
import dev.jug.image.step.BuildHold;
import dev.jug.image.step.StepCache;
import dev.jug.image.step.StepPrune;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The images of one machine: taken in, named, found, removed, opened for containers. Thread-safe,
 * and safe between processes.
 */
public final class Images implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Images.class.getName());

  private final ContentStore store;
  private final LayerDriver driver;
  private final Catalog catalog;
  private final ImageReader reader;
  private final Finder finder;
  private final ImageNews news;
  private final Upkeep upkeep;
  private final Puller puller;
  private final Intake intake;
  private final Workshop workshop;
  private final StepCache steps;
  private final Signatures signatures;
  private final Collector collector;
  private final Supplier<List<ImageUse>> uses;

  private Images(
      Puller puller,
      PolicyFile policy,
      Supplier<List<ImageUse>> uses,
      InstantSource clock,
      Consumer<ImageEvent> listener)
      throws IOException {
    this.puller = puller;
    this.store = puller.store();
    this.driver = puller.unpacker().driver();
    var codec = puller.codec();
    this.catalog = new Catalog(store, codec);
    this.reader = new ImageReader(store, codec);
    this.finder = new Finder(catalog, reader);
    this.news = new ImageNews(catalog, reader, listener);
    this.steps = new StepCache(store);
    this.collector =
        new Collector(store, catalog, reader, driver, () -> manifests(uses.get()), steps::needs);
    this.uses = uses;
    this.upkeep = new Upkeep(puller.unpacker(), catalog, reader, collector, clock, news);
    this.intake = new Intake(store, catalog, reader, puller, upkeep, news);
    this.signatures = new Signatures(store, catalog, reader, policy);
    this.workshop =
        new Workshop(
            store,
            puller.unpacker()::unpackStored,
            (source, layers) -> puller.pullTop(source, layers, Progress.NONE),
            codec,
            catalog,
            news,
            upkeep::collectOrWarn);
  }

  private static Set<Digest> manifests(List<ImageUse> uses) {
    return uses.stream().map(ImageUse::manifest).collect(Collectors.toSet());
  }

  /**
   * The images below a directory, which is made if it is not there. What operations left behind
   * that were killed is removed.
   *
   * @param driver how layers are kept: {@code erofs}, {@code overlay} or {@code vfs}; null for the
   *     fastest that works
   * @param policy says which images must be signed
   * @param uses gives the containers that were made from images
   * @param clock tells when images are used
   * @param layersAtATime how many layers of an image are fetched at once; asked with each pull
   * @param listener hears what happens to images, on the thread that does it
   * @throws ImageException if there is no such driver
   * @throws IOException if it cannot be used
   */
  public static Images open(
      Path root,
      @Nullable String driver,
      PolicyFile policy,
      Supplier<List<ImageUse>> uses,
      InstantSource clock,
      IntSupplier layersAtATime,
      Consumer<ImageEvent> listener)
      throws IOException {
    var layout = new StoreLayout(root);
    var store = new ContentStore(layout);
    var choice = DriverChoice.of(store, driver);
    var unpacker =
        new LayerUnpacker(store, choice.driver(), Decompressor.DEFAULT, LayerLimits.DEFAULT);
    var puller = new Puller(store, unpacker, new ImageCodec(), layersAtATime);
    var images = new Images(puller, policy, uses, clock, listener);
    try {
      images.upkeep.cleanUp();
    } catch (IOException e) {
      // Whoever changes something hears of it; what is there can be used.
      LOG.log(System.Logger.Level.WARNING, "cannot clean up in " + root, e);
    }
    return images;
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
   * Takes an image in and gives it names.
   *
   * @param names none to keep it without one
   * @param platform where it shall run; null for here
   * @throws ImageException if the source has no such image, it is damaged, hostile, or too large,
   *     or the disk takes nothing more
   * @throws IOException if the disk or the connection fails
   */
  public Pulled pull(
      ImageSource source, List<Reference> names, @Nullable Platform platform, Progress progress)
      throws IOException {
    return onDisk(() -> intake.take(source, names, platform, progress));
  }

  /**
   * Does something that writes to where the images are.
   *
   * @throws ImageException if that disk takes nothing more
   */
  public <T> T onDisk(StoreDisk.Step<T> step) throws IOException {
    return store.disk().using(step);
  }

  /** The lines of the catalog, the newest last. */
  public List<CatalogEntry> entries() throws IOException {
    return catalog.entries();
  }

  /** The lines of the catalog that lead to an image. */
  public List<CatalogEntry> entries(Image image) throws IOException {
    var entries = new ArrayList<CatalogEntry>();
    for (var entry : entries()) {
      if (images(entry).stream().anyMatch(other -> other.id().equals(image.id()))) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The name of how layers are kept. */
  public String driver() {
    return driver.name();
  }

  /**
   * What a stream has inside, which may be packed in a way that its first bytes tell.
   *
   * @throws IOException if the stream fails
   */
  public InputStream plain(InputStream packed, String name) throws IOException {
    return puller.unpacker().decompressor().open(packed, name);
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
    return finder.find(text, platform == null ? Platform.host() : platform);
  }

  /** The same; empty if there is none. */
  public Optional<Found> lookUp(String text, @Nullable Platform platform) throws IOException {
    return finder.lookUp(text, platform == null ? Platform.host() : platform);
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
    name(find(source, null).entry().descriptor(), name);
  }

  /** Gives what was taken in one more name. */
  public void name(Descriptor root, Reference name) throws IOException {
    store.disk().change(() -> catalog.put(name, root, Origin.HERE));
    news.tagged(root, name);
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
   *     an image go that stopped containers were made from: they keep what they need of it
   * @throws ImageException if there is no such image, or it is in use
   */
  public Removed remove(String text, boolean force) throws IOException {
    return onDisk(() -> new Remover(this, store, catalog, news, uses.get()).remove(text, force));
  }

  /**
   * Holds an image that a container is to be made of, until that container is among those that the
   * supplier of used manifests knows.
   *
   * @throws ImageException if it is not here any more
   */
  public Pins.Pin pin(Digest manifest) {
    return collector
        .pin(manifest)
        .orElseThrow(() ->
            new ImageException(
                Kind.NOT_FOUND,
                "No such image: it was removed just now",
                "Pull it again; see 'jug images'."));
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
    var marking = new Marking(reader, driver);
    marking.mark(root);
    try (var lease = store.lease()) {
      lease.done();
      lease.add(marking.blobs());
      var sent =
          new StoreDisk(target.name())
              .using(() -> new Pusher(store, reader).push(root, platform, target, progress));
      if (target.published().isPresent()) {
        news.pushed(root, target.published().get());
      }
      return sent;
    }
  }

  /** Where in its registry what is pushed to a name may be already. */
  public BlobOrigins origins(Reference target) {
    return new KnownOrigins(this, target);
  }

  /** Begins an image of no layer. */
  public ImageMaker make() throws IOException {
    return onDisk(() -> new ImageMaker(workshop));
  }

  /** Begins an image on top of another. */
  public ImageMaker make(Image base) throws IOException {
    return onDisk(() -> new ImageMaker(workshop, base));
  }

  /** Begins a build: what it makes and finds is held until this is closed. */
  public BuildHold build() throws IOException {
    return onDisk(() -> new BuildHold(workshop, steps));
  }

  /** What steps of builds made. */
  public StepPrune steps() {
    return new StepPrune(store, driver, steps, collector);
  }

  /** Signatures of images, and the policy about them. */
  public Signatures signatures() {
    return signatures;
  }

  ImageNews news() {
    return news;
  }

  /** Keeps the store in order, and tells of it. */
  public Upkeep upkeep() {
    return upkeep;
  }

  /** Where temporary files may lie that are as large as images. */
  public Path scratch() throws IOException {
    return onDisk(store.scratch()::directory);
  }

  /**
   * Opens an image's tree for a container. Layers that are not unpacked, as after a change of the
   * driver, are unpacked now.
   *
   * @throws IOException if the disk fails
   * @throws ImageException if a layer is missing or cannot be mounted
   */
  public LayerTree open(Image image) throws IOException {
    return open(MadeLayer.of(image));
  }

  /** The same for layers of a build, of which there is at least one. */
  public LayerTree open(List<MadeLayer> layers) throws IOException {
    return onDisk(() -> puller.unpacker().open(layers));
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
    store.close();
  }
}

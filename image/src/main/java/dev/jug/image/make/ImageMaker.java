package dev.jug.image.make;

import dev.jug.image.catalog.Image;
import dev.jug.image.content.Lease;
import dev.jug.image.event.ImageEvent.Action;
import dev.jug.image.layer.Chain;
import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.History;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one image, layer by layer. Until it is closed nobody removes what it has made; what did not
 * become an image by then is removed. Not thread-safe.
 */
public final class ImageMaker implements AutoCloseable {
  private static final int LARGEST = 4 << 20;

  private final Workshop workshop;
  private final Lease lease;
  private final List<Digest> held = new ArrayList<>();
  private final List<Descriptor> blobs = new ArrayList<>();
  private final List<Digest> diffIds = new ArrayList<>();
  private final List<History> history = new ArrayList<>();
  private ContainerConfig defaults = ContainerConfig.NONE;
  private Platform platform = Platform.host();
  private @Nullable String author;
  private boolean built;
  private final List<Predicate> predicates = new ArrayList<>();
  private @Nullable Descriptor root;
  private boolean finished;

  /** Begins with no layer. */
  public ImageMaker(Workshop workshop) throws IOException {
    this.workshop = workshop;
    this.lease = workshop.store().lease();
  }

  /** Begins with all of an image: its layers, its history and how it runs. */
  public ImageMaker(Workshop workshop, Image base) throws IOException {
    this(workshop);
    for (var layer : MadeLayer.of(base)) {
      blobs.add(layer.blob());
      diffIds.add(layer.diffId());
    }
    history.addAll(base.config().history());
    defaults = base.config().defaults();
    platform = base.config().platform();
    author = base.config().author();
    hold(blobs.stream().map(Descriptor::digest).toList());
    hold(new Chain(diffIds).keys());
  }

  private void hold(List<Digest> more) throws IOException {
    held.addAll(more);
    lease.add(held);
  }

  /**
   * Adds a layer on top: stores its blob and unpacks it.
   *
   * @param how what history says of it
   * @throws dev.jug.image.error.ImageException if it is broken, hostile, or beyond the limits
   * @throws IOException if the disk, or what writes the layer, fails
   */
  public ImageMaker layer(LayerContent content, History how) throws IOException {
    return workshop.store().disk().using(() -> add(content, how));
  }

  private ImageMaker add(LayerContent content, History how) throws IOException {
    try (var packed = PackedLayer.of(content, workshop.store())) {
      diffIds.add(packed.diffId());
      hold(List.of(packed.descriptor().digest()));
      hold(new Chain(diffIds).keys());
      workshop.store().adopt(packed.file(), packed.descriptor().digest());
      workshop.unpacking().unpack(packed.descriptor(), new Chain(diffIds));
      blobs.add(packed.descriptor());
      history.add(how);
    }
    return this;
  }

  /** Adds a layer on top that is in the store, and that somebody holds there until now. */
  public ImageMaker layer(MadeLayer made, History how) throws IOException {
    diffIds.add(made.diffId());
    blobs.add(made.blob());
    hold(List.of(made.blob().digest()));
    hold(new Chain(diffIds).keys());
    history.add(how);
    return this;
  }

  /** Adds to the history what left no layer. */
  public ImageMaker step(History how) {
    history.add(how);
    return this;
  }

  /** How it runs so far. */
  public ContainerConfig defaults() {
    return defaults;
  }

  /** Says how it runs. */
  public ImageMaker defaults(ContainerConfig how) {
    defaults = how;
    return this;
  }

  /** Says where it runs; without that here, or where its base runs. */
  public ImageMaker platform(Platform where) {
    platform = where;
    return this;
  }

  /** Says who made it. */
  public ImageMaker author(@Nullable String who) {
    author = who;
    return this;
  }

  /** Says that a build makes it: that alone is told of before the image has a name. */
  public ImageMaker built() {
    built = true;
    return this;
  }

  /** Adds what is said of it; its name then stands for an index, of the image and of that. */
  public ImageMaker attest(List<Predicate> said) {
    predicates.addAll(said);
    return this;
  }

  /** What the name of the finished image stands for: its manifest, or an index. */
  public Descriptor root() {
    return Objects.requireNonNull(root, "not finished");
  }

  /**
   * Makes the image.
   *
   * @param created when, as RFC 3339 has it; the same input at the same time is the same image
   * @param name null to keep it without one
   */
  public Image finish(String created, @Nullable Reference name) throws IOException {
    var image = workshop.store().disk().using(() -> make(created, name));
    finished = true;
    return image;
  }

  /**
   * Makes an image for several platforms instead, without a name yet.
   *
   * @param manifests what it lists; each says which platform it is for
   */
  public Descriptor unite(List<Descriptor> manifests) throws IOException {
    return workshop
        .store()
        .disk()
        .using(() -> {
          var bytes = workshop.codec().write(ImageIndex.of(manifests));
          var index = Descriptor.of(MediaTypes.OCI_INDEX, bytes);
          hold(List.of(index.digest()));
          workshop.store().put(index.digest(), bytes);
          workshop.catalog().put(index);
          finished = true;
          lease.done();
          return index;
        });
  }

  /**
   * What an image of the store says for a platform's manifest: itself, or all that its index has.
   */
  public List<Descriptor> parts(Image image, Descriptor of) throws IOException {
    if (of.digest().equals(image.descriptor().digest())) {
      return List.of(of.on(image.config().platform()));
    }
    return workshop.codec().index(workshop.store().read(of.digest(), LARGEST)).manifests();
  }

  private Image make(String created, @Nullable Reference name) throws IOException {
    var codec = workshop.codec();
    var config = codec.write(config(created));
    var configured = Descriptor.of(MediaTypes.OCI_CONFIG, config);
    var manifest = codec.write(ImageManifest.of(configured, blobs));
    var descriptor = Descriptor.of(MediaTypes.OCI_MANIFEST, manifest);
    hold(List.of(configured.digest(), descriptor.digest()));
    workshop.store().put(configured.digest(), config);
    workshop.store().put(descriptor.digest(), manifest);
    var image = new Image(descriptor, codec.manifest(manifest), codec.config(config));
    if (built) {
      workshop.news().tell(Action.CREATE, image);
    }
    root = predicates.isEmpty() ? descriptor : attested(descriptor, name);
    workshop.name(image, root, name);
    finished = true;
    lease.done();
    return image;
  }

  private Descriptor attested(Descriptor image, @Nullable Reference name) throws IOException {
    return new Attestations(image, platform, name, predicates)
        .write(
            workshop.codec(),
            (mediaType, bytes) -> {
              var described = Descriptor.of(mediaType, bytes);
              hold(List.of(described.digest()));
              workshop.store().put(described.digest(), bytes);
              return described;
            });
  }

  private ImageConfig config(String created) {
    return new ImageConfig(
        created,
        author,
        platform.architecture(),
        platform.os(),
        platform.osVersion(),
        platform.osFeatures(),
        platform.variant(),
        defaults,
        new ImageConfig.Layers("layers", diffIds),
        history);
  }

  @Override
  public void close() {
    try (lease) {
      if (!finished) {
        workshop.tidying().accept(lease);
      }
    }
  }
}

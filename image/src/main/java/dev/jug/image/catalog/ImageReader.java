package dev.jug.image.catalog;

import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads images from the store. What a digest names never changes, so it is read once. */
public final class ImageReader {
  private static final int KEPT = 64;

  private final ContentStore store;
  private final ImageCodec codec;
  private final Map<Digest, Image> known =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Image> eldest) {
          return size() > KEPT;
        }
      };

  public ImageReader(ContentStore store, ImageCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  /**
   * The images behind a manifest or an index, as far as they are in the store.
   *
   * @throws ImageException if a document is damaged
   */
  public List<Image> images(Descriptor root) throws IOException {
    if (!store.has(root.digest())) {
      return List.of();
    }
    if (!MediaTypes.isIndex(root.mediaType())) {
      return image(root).map(List::of).orElse(List.of());
    }
    var images = new ArrayList<Image>();
    for (var descriptor : index(root).manifests()) {
      if (MediaTypes.isManifest(descriptor.mediaType()) && store.has(descriptor.digest())) {
        image(descriptor).ifPresent(images::add);
      }
    }
    return images;
  }

  /**
   * The image that fits a platform best.
   *
   * @throws ImageException if none is in the store that runs there
   */
  public Image image(Descriptor root, Platform platform) throws IOException {
    var images = images(root);
    if (images.size() == 1) {
      return images.getFirst();
    }
    return PlatformChoice.best(images, image -> image.config().platform(), platform)
        .orElseThrow(() ->
            new ImageException(
                Kind.NOT_FOUND,
                "image " + root.digest() + " is not in the store for " + platform,
                "Pull it for that platform."));
  }

  /**
   * The image with this manifest.
   *
   * @throws ImageException if it is not in the store
   */
  public Image image(Digest manifest) throws IOException {
    return image(new Descriptor(MediaTypes.OCI_MANIFEST, manifest, 0), Platform.host());
  }

  /**
   * Documents of an image that are not there; of an index, those that the manifests need that are.
   *
   * @throws ImageException if a document is damaged
   */
  public List<Digest> missing(Descriptor root) throws IOException {
    if (!store.has(root.digest())) {
      return List.of(root.digest());
    }
    var missing = new ArrayList<Digest>();
    var manifests = MediaTypes.isIndex(root.mediaType()) ? index(root).manifests() : List.of(root);
    for (var descriptor : manifests) {
      if (store.has(descriptor.digest()) && MediaTypes.isManifest(descriptor.mediaType())) {
        var config = manifest(descriptor).config().digest();
        if (!store.has(config)) {
          missing.add(config);
        }
      }
    }
    return missing;
  }

  /** One image; empty if it is not wholly there, or about something that does not run. */
  private synchronized Optional<Image> image(Descriptor descriptor) throws IOException {
    var image = known.get(descriptor.digest());
    if (image != null) {
      return Optional.of(image);
    }
    var manifest = manifest(descriptor);
    if (!runs(manifest) || !store.has(manifest.config().digest())) {
      return Optional.empty();
    }
    var bytes = read(manifest.config());
    var config = parsed(manifest.config(), () -> codec.config(bytes));
    image = new Image(descriptor, manifest, config);
    known.put(descriptor.digest(), image);
    return Optional.of(image);
  }

  /** Signatures, for one, have an image's configuration, but other layers. */
  private static boolean runs(ImageManifest manifest) {
    return MediaTypes.isConfig(manifest.config().mediaType())
        && manifest.layers().stream().allMatch(l -> LayerCompression.isLayer(l.mediaType()));
  }

  /** Forgets what it has read: it is to be read again. */
  public synchronized void forget() {
    known.clear();
  }

  boolean has(Digest digest) {
    return store.has(digest);
  }

  /** A manifest that is in the store. */
  public ImageManifest manifest(Descriptor descriptor) throws IOException {
    var bytes = read(descriptor);
    return parsed(descriptor, () -> codec.manifest(bytes));
  }

  /** An index that is in the store. */
  public ImageIndex index(Descriptor descriptor) throws IOException {
    var bytes = read(descriptor);
    return parsed(descriptor, () -> codec.index(bytes));
  }

  private byte[] read(Descriptor descriptor) throws IOException {
    return store.read(descriptor.digest(), ImageCodec.LARGEST_MANIFEST);
  }

  private static <T> T parsed(Descriptor descriptor, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (InvalidImageException e) {
      throw new ImageException(Kind.INVALID, descriptor.digest() + ": " + e.getMessage(), "", e);
    }
  }
}

package dev.jug.image.catalog;

import dev.jug.image.layer.LayerDriver;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that can be reached from some images: blobs, and unpacked layers. Not thread-safe. */
public final class Marking {
  private final ImageReader reader;
  private final LayerDriver driver;
  private final Set<Digest> blobs = new HashSet<>();
  private final Set<Digest> layers = new HashSet<>();

  /** Nothing is marked yet. */
  public Marking(ImageReader reader, LayerDriver driver) {
    this.reader = reader;
    this.driver = driver;
  }

  /** Marks what an index or a manifest leads to, as far as it is in the store. */
  public void mark(Descriptor root) throws IOException {
    if (!blobs.add(root.digest()) || !reader.has(root.digest())) {
      return;
    }
    if (MediaTypes.isIndex(root.mediaType())) {
      for (var manifest : reader.index(root).manifests()) {
        mark(manifest);
      }
    } else if (MediaTypes.isManifest(root.mediaType())) {
      var manifest = reader.manifest(root);
      blobs.add(manifest.config().digest());
      manifest.layers().forEach(layer -> blobs.add(layer.digest()));
      reader.images(root).forEach(this::markLayers);
    }
  }

  private void markLayers(Image image) {
    image.chain().prefixes().forEach(chain -> layers.add(driver.key(chain)));
  }

  /** Marks digests of whatever kind. */
  public void hold(Set<Digest> digests) {
    blobs.addAll(digests);
    layers.addAll(digests);
  }

  /** The blobs that something leads to. */
  public Set<Digest> blobs() {
    return Set.copyOf(blobs);
  }

  /** Those of these blobs that nothing leads to. */
  public List<Digest> unmarkedBlobs(List<Digest> all) {
    return all.stream().filter(blob -> !blobs.contains(blob)).toList();
  }

  /** Those of these unpacked layers that nothing leads to. */
  public List<Digest> unmarkedLayers(List<Digest> all) {
    return all.stream().filter(layer -> !layers.contains(layer)).toList();
  }
}

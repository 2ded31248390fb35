package dev.jug.image.make;

import dev.jug.image.catalog.Image;
import dev.jug.image.layer.Chain;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.LayerCompression;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer whose blob is in the store.
 *
 * @param blob names it, with a media type of OCI's
 * @param diffId digest of the uncompressed archive
 */
public record MadeLayer(Descriptor blob, Digest diffId) {

  /** The layers of an image, the lowest first. */
  public static List<MadeLayer> of(Image image) {
    var blobs = image.manifest().layers();
    var diffIds = image.config().rootfs().diffIds();
    var layers = new ArrayList<MadeLayer>();
    for (int i = 0; i < blobs.size(); i++) {
      layers.add(new MadeLayer(asOci(blobs.get(i)), diffIds.get(i)));
    }
    return layers;
  }

  /** How these lie above each other. */
  public static Chain chain(List<MadeLayer> layers) {
    return new Chain(layers.stream().map(MadeLayer::diffId).toList());
  }

  /** Docker's names for the same formats do not belong into a manifest of OCI's. */
  private static Descriptor asOci(Descriptor layer) {
    return new Descriptor(
        LayerCompression.of(layer.mediaType()).mediaType(), layer.digest(), layer.size());
  }
}

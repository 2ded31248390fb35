package dev.jug.oci.image;

import java.util.Arrays;

/** How a layer's tar archive is packed (layer.md, media-types.md). */
public enum LayerCompression {
  NONE(MediaTypes.OCI_LAYER, "application/vnd.docker.image.rootfs.diff.tar"),
  GZIP(MediaTypes.OCI_LAYER_GZIP, MediaTypes.DOCKER_LAYER_GZIP),
  ZSTD(MediaTypes.OCI_LAYER_ZSTD, "application/vnd.docker.image.rootfs.diff.tar.zstd");

  private final String mediaType;
  private final String dockers;

  LayerCompression(String mediaType, String dockers) {
    this.mediaType = mediaType;
    this.dockers = dockers;
  }

  /**
   * The compression of a layer.
   *
   * @throws InvalidImageException if the media type is of no layer that Jug may use
   */
  public static LayerCompression of(String mediaType) {
    return Arrays.stream(values())
        .filter(c -> c.mediaType.equals(mediaType) || c.dockers.equals(mediaType))
        .findFirst()
        .orElseThrow(() -> new InvalidImageException(refusal(mediaType)));
  }

  /** Whether it is the media type of a layer that Jug may use. */
  public static boolean isLayer(String mediaType) {
    return Arrays.stream(values())
        .anyMatch(c -> c.mediaType.equals(mediaType) || c.dockers.equals(mediaType));
  }

  private static String refusal(String mediaType) {
    boolean foreign = mediaType.contains("foreign") || mediaType.contains("nondistributable");
    return foreign
        ? "layer of type " + mediaType + ": foreign layers lie outside the registry; not supported"
        : "layer of type " + mediaType + ": not a tar archive, or of an unknown compression";
  }

  /** The media type for a manifest of the OCI. */
  public String mediaType() {
    return mediaType;
  }
}

package dev.jug.image.layer;

/**
 * How much one layer may ask for, so that a small download cannot fill the machine.
 *
 * @param bytes most bytes of the uncompressed archive
 * @param entries most entries of the archive
 */
public record LayerLimits(long bytes, int entries) {
  /** Above what images in the wild have. */
  public static final LayerLimits DEFAULT = new LayerLimits(64L << 30, 2_000_000);
}

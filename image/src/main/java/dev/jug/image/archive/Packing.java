package dev.jug.image.archive;

import com.github.luben.zstd.ZstdInputStream;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.LayerLimits;
import dev.jug.oci.image.LayerCompression;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Streams that are packed, told by their first bytes. */
final class Packing {
  /** How many bytes {@link #of} wants. */
  static final int HEAD = 6;

  /** Real archives shrink to a fifth; sparse ones may shrink much more. */
  private static final long MOST_RATIO = 200;

  private static final long ALWAYS_ALLOWED = 1L << 30;

  private Packing() {}

  /**
   * What the bytes begin.
   *
   * @throws ImageException if it is a compression that Jug does not read
   */
  static LayerCompression of(byte[] head, String name) {
    var hex = HexFormat.of().formatHex(head);
    if (hex.startsWith("425a68") || hex.startsWith("fd377a585a00")) {
      throw new ImageException(
          Kind.INVALID,
          name + " is packed with bzip2 or xz",
          "Unpack it first: plain, gzip and zstd are read.");
    }
    return hex.startsWith("1f8b")
        ? LayerCompression.GZIP
        : hex.startsWith("28b52ffd") ? LayerCompression.ZSTD : LayerCompression.NONE;
  }

  /**
   * Unpacks, up to a limit.
   *
   * @param size bytes of the packed stream; -1 if that is not known
   */
  static InputStream unpack(InputStream in, LayerCompression how, long size, String name)
      throws IOException {
    return switch (how) {
      case NONE -> new Bounded(in, LayerLimits.DEFAULT.bytes(), name);
      case GZIP -> new Bounded(new GZIPInputStream(in, 1 << 16), most(size), name);
      case ZSTD -> new Bounded(new ZstdInputStream(in), most(size), name);
    };
  }

  private static long most(long size) {
    long limit = LayerLimits.DEFAULT.bytes();
    return size < 0 || size > limit / MOST_RATIO
        ? limit
        : Math.max(ALWAYS_ALLOWED, size * MOST_RATIO);
  }
}

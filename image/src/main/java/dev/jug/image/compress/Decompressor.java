package dev.jug.image.compress;

import com.github.luben.zstd.ZstdInputStream;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.LayerCompression;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks bytes of somebody who may be hostile.
 *
 * @param free how many bytes may come out whatever went in
 * @param ratio how many more bytes may come out for each that went in
 */
public record Decompressor(long free, long ratio) {
  /** Archives in the wild shrink to a fifth; long runs of zeros to a thousandth. */
  public static final Decompressor DEFAULT = new Decompressor(64L << 20, 1000);

  private static final int BUFFER = 1 << 16;
  private static final int HEAD = 6;

  /**
   * The unpacked bytes.
   *
   * @param name what a person calls them
   * @throws ImageException in the stream, if there are far more of them than the packed ones
   *     account for
   * @throws IOException here or in the stream, if the packed bytes are not of that format
   */
  public InputStream open(LayerCompression compression, InputStream packed, String name)
      throws IOException {
    var counted = new Counted(packed);
    return switch (compression) {
      case NONE -> packed;
      case GZIP -> new Limited(name, new GZIPInputStream(counted, BUFFER), counted);
      case ZSTD -> new Limited(name, new ZstdInputStream(counted), counted);
    };
  }

  /**
   * The unpacked bytes of something that does not say how it is packed: its first bytes tell.
   *
   * @throws IOException as above
   */
  public InputStream open(InputStream packed, String name) throws IOException {
    var stream = new BufferedInputStream(packed, BUFFER);
    return open(compression(stream, name), stream, name);
  }

  /**
   * How a stream is packed, which is looked at and not read.
   *
   * @throws ImageException if it is a compression that Jug does not read
   */
  public static LayerCompression compression(BufferedInputStream stream, String name)
      throws IOException {
    stream.mark(HEAD);
    var head = HexFormat.of().formatHex(stream.readNBytes(HEAD));
    stream.reset();
    if (head.startsWith("425a68") || head.startsWith("fd377a585a00")) {
      throw new ImageException(
          Kind.INVALID,
          name + " is packed with bzip2 or xz",
          "Unpack it first: plain, gzip and zstd are read.");
    }
    if (head.startsWith("1f8b")) {
      return LayerCompression.GZIP;
    }
    return head.startsWith("28b52ffd") ? LayerCompression.ZSTD : LayerCompression.NONE;
  }

  /** Counts what goes in. */
  private static final class Counted extends FilterInputStream {
    private long count;

    private Counted(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int some = super.read(into, from, length);
      count += Math.max(some, 0);
      return some;
    }
  }

  /** Refuses to give more than the limits allow. */
  private final class Limited extends FilterInputStream {
    private final String name;
    private final Counted packed;
    private long count;

    private Limited(String name, InputStream stream, Counted packed) {
      super(stream);
      this.name = name;
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int some = super.read(into, from, length);
      count += Math.max(some, 0);
      if (count > free + ratio * packed.count) {
        throw new ImageException(
            Kind.REFUSED,
            name + " unpacks to more than " + ratio + " times its size",
            "Such content is made to fill the disk.");
      }
      return some;
    }
  }
}

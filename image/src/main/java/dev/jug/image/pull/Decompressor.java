package dev.jug.image.pull;

import com.github.luben.zstd.ZstdInputStream;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.LayerCompression;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
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
  private static final int MAGIC = 4;
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  /**
   * The unpacked bytes.
   *
   * @throws ImageException in the stream, if there are far more of them than the packed ones
   *     account for
   * @throws IOException here or in the stream, if the packed bytes are not of that format
   */
  public InputStream open(LayerCompression compression, InputStream packed) throws IOException {
    var counted = new Counted(packed);
    return switch (compression) {
      case NONE -> packed;
      case GZIP -> new Limited(new GZIPInputStream(counted, BUFFER), counted);
      case ZSTD -> new Limited(new ZstdInputStream(counted), counted);
    };
  }

  /**
   * The unpacked bytes of something that does not say how it is packed: its first bytes tell.
   *
   * @throws IOException as above
   */
  public InputStream open(InputStream packed) throws IOException {
    var stream = new BufferedInputStream(packed, BUFFER);
    stream.mark(MAGIC);
    var begin = stream.readNBytes(MAGIC);
    stream.reset();
    return open(compression(begin), stream);
  }

  private static LayerCompression compression(byte[] begin) {
    if (begin.length >= 2 && begin[0] == 0x1f && begin[1] == (byte) 0x8b) {
      return LayerCompression.GZIP;
    }
    return Arrays.equals(begin, ZSTD) ? LayerCompression.ZSTD : LayerCompression.NONE;
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
    private final Counted packed;
    private long count;

    private Limited(InputStream stream, Counted packed) {
      super(stream);
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
            "the layer unpacks to more than " + ratio + " times its size",
            "Such a layer is made to fill the disk.");
      }
      return some;
    }
  }
}

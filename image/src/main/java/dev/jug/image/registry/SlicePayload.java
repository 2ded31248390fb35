package dev.jug.image.registry;

import dev.jug.image.registry.http.Payload;
import dev.jug.image.transfer.ImageTarget.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of a blob.
 *
 * @param from its first byte
 * @param length how many bytes it has
 */
record SlicePayload(Content content, long from, long length) implements Payload {
  @Override
  public InputStream open() throws IOException {
    var in = content.open();
    try {
      in.skipNBytes(from);
      return new Slice(in, length);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Ends before the blob does. */
  private static final class Slice extends FilterInputStream {
    private long left;

    Slice(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = left == 0 ? -1 : in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}

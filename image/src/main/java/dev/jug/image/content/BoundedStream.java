package dev.jug.image.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of another stream. */
final class BoundedStream extends FilterInputStream {
  private long left;

  /**
   * The first bytes of a stream.
   *
   * @param count how many
   */
  BoundedStream(InputStream stream, long count) {
    super(stream);
    this.left = count;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (left == 0) {
      return -1;
    }
    int some = super.read(into, from, (int) Math.min(count, left));
    left -= Math.max(some, 0);
    return some;
  }
}

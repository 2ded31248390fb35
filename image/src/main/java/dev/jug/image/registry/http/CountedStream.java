package dev.jug.image.registry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Tells how much of a payload is on its way, and whether it was the payload that broke. */
final class CountedStream extends FilterInputStream {
  private volatile long count;
  private volatile @Nullable IOException failure;

  CountedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads the stream
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = in.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  long count() {
    return count;
  }

  /** Why the payload could not be read; null if it could. */
  @Nullable IOException failure() {
    return failure;
  }
}

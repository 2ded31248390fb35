package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may not have more than so many bytes: else a small file could fill the disk. */
final class Bounded extends FilterInputStream {
  private final long most;
  private final String name;
  private long left;

  Bounded(InputStream in, long most, String name) {
    super(in);
    this.most = most;
    this.name = name;
    left = most;
  }

  private int counted(int count) {
    left -= Math.max(0, count);
    if (left < 0) {
      throw new ImageException(
          Kind.REFUSED, name + " unpacks to more than " + most + " bytes: it looks like a bomb");
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    counted(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return counted(in.read(bytes, offset, length));
  }

  @Override
  public long skip(long count) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

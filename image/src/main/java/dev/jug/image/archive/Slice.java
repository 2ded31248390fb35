package dev.jug.image.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file, read without moving the file's own position. */
final class Slice extends InputStream {
  private final FileChannel channel;
  private long at;
  private final long end;

  Slice(FileChannel channel, long from, long end) {
    this.channel = channel;
    this.at = from;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at >= end) {
      return -1;
    }
    int most = (int) Math.min(length, end - at);
    int count = channel.read(ByteBuffer.wrap(bytes, offset, most), at);
    if (count < 0) {
      throw new EOFException("the file became shorter while it was read");
    }
    at += count;
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, end - at);
    at += skipped;
    return skipped;
  }

  /** Unpacking of gzip in several pieces relies on it. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - at);
  }
}

package dev.jug.image.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** An archive as it goes by: what is read here is passed on, byte for byte. */
final class Tape {
  private static final int BUFFER = 1 << 17;

  private final InputStream archive;
  private final ArchiveReader.Copy copy;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long passed;

  Tape(InputStream archive, ArchiveReader.Copy copy) {
    this.archive = archive;
    this.copy = copy;
  }

  /** How many bytes have been taken. */
  long offset() {
    return passed - (end - at);
  }

  private boolean fill() throws IOException {
    int some = archive.readNBytes(buffer, 0, BUFFER);
    at = 0;
    end = some;
    passed += some;
    if (some > 0) {
      copy.write(ByteBuffer.wrap(buffer, 0, some));
    }
    return some > 0;
  }

  /** Whether there is nothing more. */
  boolean atEnd() throws IOException {
    return at == end && !fill();
  }

  void take(byte[] into, int count) throws IOException {
    int taken = 0;
    while (taken < count) {
      if (atEnd()) {
        throw new EOFException("the archive ends within a member");
      }
      int some = Math.min(count - taken, end - at);
      System.arraycopy(buffer, at, into, taken, some);
      at += some;
      taken += some;
    }
  }

  void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (atEnd()) {
        throw new EOFException("the archive ends within a member");
      }
      int some = (int) Math.min(left, end - at);
      at += some;
      left -= some;
    }
  }

  /** Passes on what is left. */
  void drain() throws IOException {
    while (!atEnd()) {
      at = end;
    }
  }
}

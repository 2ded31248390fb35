package dev.jug.image.tar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An archive as it goes by: what is read here is passed on, byte for byte. Without anybody to pass
 * it on to, what nobody wants to read is skipped.
 */
final class Tape {
  private static final int BUFFER = 1 << 17;
  private static final int HEADERS_ONLY = 1 << 12;

  private final InputStream archive;
  private final ArchiveReader.@Nullable Copy copy;
  private final byte[] buffer;
  private int at;
  private int end;
  private long passed;

  Tape(InputStream archive, ArchiveReader.@Nullable Copy copy) {
    this.archive = archive;
    this.copy = copy;
    this.buffer = new byte[copy == null ? HEADERS_ONLY : BUFFER];
  }

  /** How many bytes have been taken. */
  long offset() {
    return passed - (end - at);
  }

  private boolean fill() throws IOException {
    int some = archive.readNBytes(buffer, 0, buffer.length);
    at = 0;
    end = some;
    passed += some;
    if (some > 0 && copy != null) {
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
        throw cut();
      }
      int some = Math.min(count - taken, end - at);
      System.arraycopy(buffer, at, into, taken, some);
      at += some;
      taken += some;
    }
  }

  void skip(long count) throws IOException {
    if (copy == null && count > end - at) {
      leap(count);
      return;
    }
    long left = count;
    while (left > 0) {
      if (atEnd()) {
        throw cut();
      }
      int some = (int) Math.min(left, end - at);
      at += some;
      left -= some;
    }
  }

  private static EOFException cut() {
    return new EOFException("the archive ends within a member");
  }

  private void leap(long count) throws IOException {
    long beyond = count - (end - at);
    if (archive.skip(beyond) < beyond) {
      throw cut();
    }
    passed += beyond;
    at = end;
  }

  /** Passes on what is left. */
  void drain() throws IOException {
    while (copy != null && !atEnd()) {
      at = end;
    }
  }
}

package dev.jug.grpc.http2;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;

/** A stream of bytes that come in pieces. */
final class StreamInput extends InputStream {
  private final Pieces pieces;
  private byte[] piece = new byte[0];
  private int at;

  /** Gives pieces. */
  @FunctionalInterface
  interface Pieces {
    /** The next one; empty at the end. */
    Optional<byte[]> take() throws IOException, InterruptedException;
  }

  StreamInput(Pieces pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, from, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (at == piece.length) {
      try {
        var next = pieces.take();
        if (next.isEmpty()) {
          return false;
        }
        piece = next.get();
        at = 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        var interrupted = new InterruptedIOException("interrupted while reading");
        interrupted.initCause(e);
        throw interrupted;
      }
    }
    return true;
  }
}

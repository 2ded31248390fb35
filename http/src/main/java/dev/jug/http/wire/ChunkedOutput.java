package dev.jug.http.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A body of unknown length. Bytes are collected; a chunk goes out when the buffer is full and when
 * somebody flushes. The buffer exists from the first byte on. Closing flushes; only {@link #finish}
 * says that the body is whole, so that one whose writer failed is not taken for it.
 */
public final class ChunkedOutput extends OutputStream {
  private static final int CAPACITY = 32 * 1024;

  /** Room for the size of a chunk, and for the line ends before and behind the data. */
  private static final int BEFORE = 6;

  private static final int BEHIND = 2;
  private static final int FIRST = 1024;
  private static final byte[] NOTHING = {};

  private final OutputStream out;
  private final boolean chunked;
  private byte[] buffer = NOTHING;
  private int count;
  private boolean closed;

  /**
   * @param chunked false for clients before HTTP/1.1: the body ends with the connection
   */
  public ChunkedOutput(OutputStream out, boolean chunked) {
    this.out = out;
    this.chunked = chunked;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("the response has ended");
    }
    int done = 0;
    while (done < length) {
      reserve(length - done);
      int part = Math.min(length - done, buffer.length - BEFORE - BEHIND - count);
      System.arraycopy(bytes, offset + done, buffer, BEFORE + count, part);
      count += part;
      done += part;
      if (count == CAPACITY) {
        sendChunk();
      }
    }
  }

  private void reserve(int more) {
    int needed = BEFORE + BEHIND + Math.min(count + more, CAPACITY);
    if (needed > buffer.length) {
      var larger = new byte[Math.min(Math.max(FIRST, 2 * needed), BEFORE + BEHIND + CAPACITY)];
      System.arraycopy(buffer, 0, larger, 0, buffer.length);
      buffer = larger;
    }
  }

  private void sendChunk() throws IOException {
    if (!chunked) {
      out.write(buffer, BEFORE, count);
    } else {
      var size = (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      int start = BEFORE - size.length;
      System.arraycopy(size, 0, buffer, start, size.length);
      buffer[BEFORE + count] = '\r';
      buffer[BEFORE + count + 1] = '\n';
      out.write(buffer, start, size.length + count + BEHIND);
    }
    count = 0;
  }

  /** Sends what was collected, so that the client sees it now. */
  @Override
  public void flush() throws IOException {
    if (count > 0) {
      sendChunk();
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      flush();
      buffer = NOTHING;
    }
  }

  /** Ends the body. */
  public void finish() throws IOException {
    close();
    if (chunked) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}

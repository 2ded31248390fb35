package dev.jug.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the client sends, with a buffer that exists while it holds something. One thread reads; a
 * watch may have a read on its way, whose bytes then come first.
 */
public final class Source extends InputStream {
  /** Enough for most heads; while a connection is idle, this is all it holds. */
  private static final int SMALL = 512;

  private static final int LARGE = 8192;
  private static final byte[] NOTHING = {};

  private final InputStream in;
  private byte[] buffer = NOTHING;
  private int from;
  private int to;
  private boolean large;
  private @Nullable ReadAhead ahead;

  /** Reads from a connection. */
  public Source(InputStream in) {
    this.in = in;
  }

  /** Waits until there is something to read; false at the end. */
  public boolean await() throws IOException {
    return from < to || fill();
  }

  @Override
  public int read() throws IOException {
    return await() ? buffer[from++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (from == to && ahead == null && length >= SMALL) {
      buffer = NOTHING;
      from = 0;
      to = 0;
      return in.read(bytes, offset, length);
    }
    if (!await()) {
      return -1;
    }
    int count = Math.min(length, to - from);
    System.arraycopy(buffer, from, bytes, offset, count);
    from += count;
    return count;
  }

  /** Holds no more than a small buffer while nothing comes. */
  @Override
  public long transferTo(OutputStream out) throws IOException {
    long count = 0;
    while (await()) {
      out.write(buffer, from, to - from);
      count += to - from;
      from = to;
    }
    return count;
  }

  @Override
  public int available() {
    return to - from;
  }

  /**
   * Begins to read on a thread of its own, so that the client's end is noticed while nobody reads.
   * The next reader takes over what comes. Does nothing but keep the action if a read is on its
   * way.
   *
   * @param gone runs on that thread when the client has closed
   */
  public void watch(Runnable gone) {
    if (from < to) {
      return;
    }
    if (ahead == null) {
      ahead = new ReadAhead(in, SMALL);
    }
    ahead.whenGone(gone);
  }

  private boolean fill() throws IOException {
    from = 0;
    to = 0;
    var begun = ahead;
    if (begun != null) {
      ahead = null;
      return take(begun);
    }
    int size = large ? LARGE : SMALL;
    if (buffer.length != size) {
      buffer = new byte[size];
    }
    int count = in.read(buffer, 0, buffer.length);
    large = count == buffer.length;
    to = Math.max(count, 0);
    return count > 0;
  }

  private boolean take(ReadAhead begun) throws IOException {
    try {
      buffer = begun.bytes();
      to = buffer.length;
      return to > 0;
    } catch (InterruptedException _) {
      ahead = begun;
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading from the client");
    }
  }

  /** Frees the buffer if it is empty, before a wait that may be long. */
  public void shrink() {
    if (from == to) {
      buffer = NOTHING;
      from = 0;
      to = 0;
      large = false;
    }
  }
}

package dev.jug.streaming.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one stream, between the thread that reads the connection and the one that reads the
 * stream: a ring that grows to its capacity and no further. Who fills a full one waits.
 */
public final class Inbox extends InputStream {
  private static final int FIRST = 1024;

  private final int capacity;
  private final IntConsumer consumed;
  private byte[] ring;
  private int from;
  private int count;
  private boolean ended;
  private boolean unwanted;
  private @Nullable String broken;

  /**
   * Is empty.
   *
   * @param capacity bytes, a power of two, at least 1024
   * @param consumed hears how many bytes were read or thrown away, on the thread that did it
   */
  public Inbox(int capacity, IntConsumer consumed) {
    this.capacity = capacity;
    this.consumed = consumed;
    this.ring = new byte[FIRST];
  }

  /** Has nothing and gets nothing: what comes is thrown away. */
  public static Inbox closed(IntConsumer consumed) {
    var inbox = new Inbox(FIRST, consumed);
    inbox.close();
    return inbox;
  }

  /** How much fits in without waiting. */
  public synchronized int room() {
    return unwanted ? Integer.MAX_VALUE : capacity - count;
  }

  /** Whether nothing more comes. */
  public synchronized boolean hasEnded() {
    return ended;
  }

  /**
   * Puts bytes in, and waits for room. After the end, or if nobody wants them, they are thrown
   * away.
   *
   * @throws InterruptedIOException if the thread is interrupted meanwhile
   */
  public void put(byte[] bytes, int length) throws InterruptedIOException {
    int done = 0;
    while (done < length) {
      int part = putSome(bytes, done, length - done);
      if (part == 0) {
        consumed.accept(length - done);
        return;
      }
      done += part;
    }
  }

  /** How many went in; 0 if none ever will. */
  private synchronized int putSome(byte[] bytes, int offset, int length)
      throws InterruptedIOException {
    await(() -> count < capacity || !isOpen());
    if (!isOpen()) {
      return 0;
    }
    int part = Math.min(length, capacity - count);
    grow(count + part);
    int at = (from + count) & (ring.length - 1);
    int first = Math.min(part, ring.length - at);
    System.arraycopy(bytes, offset, ring, at, first);
    System.arraycopy(bytes, offset + first, ring, 0, part - first);
    count += part;
    notifyAll();
    return part;
  }

  private boolean isOpen() {
    return !ended && !unwanted && broken == null;
  }

  private void grow(int needed) {
    int size = ring.length;
    while (size < needed) {
      size *= 2;
    }
    if (size > ring.length) {
      var larger = Arrays.copyOf(Arrays.copyOfRange(ring, from, ring.length), size);
      System.arraycopy(ring, 0, larger, ring.length - from, from);
      ring = larger;
      from = 0;
    }
  }

  /** Nothing more comes; what is in can be read. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nothing more comes, and that is not how it should end: reads fail. */
  public synchronized void fail(String why) {
    if (!ended && broken == null) {
      broken = why;
      notifyAll();
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int taken = length == 0 ? 0 : take(bytes, offset, length);
    if (taken > 0) {
      consumed.accept(taken);
    }
    return taken;
  }

  private synchronized int take(byte[] bytes, int offset, int length) throws IOException {
    await(() -> count > 0 || !isOpen());
    if (unwanted) {
      throw new IOException("the stream is closed");
    }
    if (broken != null) {
      throw new IOException(broken);
    }
    if (count == 0) {
      return -1;
    }
    int part = Math.min(length, count);
    int first = Math.min(part, ring.length - from);
    System.arraycopy(ring, from, bytes, offset, first);
    System.arraycopy(ring, 0, bytes, offset + first, part - first);
    from = (from + part) & (ring.length - 1);
    count -= part;
    notifyAll();
    return part;
  }

  @Override
  public synchronized int available() {
    return count;
  }

  /** Throws away what is in, and what comes. */
  @Override
  public void close() {
    int left;
    synchronized (this) {
      unwanted = true;
      left = count;
      count = 0;
      ring = new byte[FIRST];
      notifyAll();
    }
    if (left > 0) {
      consumed.accept(left);
    }
  }

  private synchronized void await(BooleanSupplier met) throws InterruptedIOException {
    try {
      while (!met.getAsBoolean()) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a stream");
    }
  }
}

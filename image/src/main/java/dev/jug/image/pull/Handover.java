package dev.jug.image.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from one thread to another, in chunks, with bounded memory. Ends on both sides whatever
 * happens on the other: a writer that fails makes the reader fail, and a reader that stops early
 * ends the transfer.
 */
final class Handover {
  private static final int CHUNK = 1 << 17;
  private static final int CHUNKS = 8;
  private static final long POLL_MILLIS = 100;
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CHUNKS);
  private volatile boolean readerGone;
  private volatile boolean writerGone;

  /** Moves all of a stream to the reader, as long as it reads, and says that it was all. */
  void transfer(InputStream from) throws IOException {
    while (!readerGone) {
      var chunk = from.readNBytes(CHUNK);
      if (chunk.length == 0) {
        put(END);
        return;
      }
      put(chunk);
    }
  }

  /** There will be no more, although not all has come. */
  void abandon() {
    writerGone = true;
  }

  private void put(byte[] chunk) throws IOException {
    try {
      while (!readerGone && !queue.offer(chunk, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        // The reader is slower.
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  /** The reader's side; closing it lets the writer go on alone. */
  InputStream reader() {
    return new Reader();
  }

  private final class Reader extends InputStream {
    private byte @Nullable [] chunk = new byte[0];
    private int next;

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      if (count == 0) {
        return 0;
      }
      var current = filled();
      if (current == null) {
        return -1;
      }
      int some = Math.min(count, current.length - next);
      System.arraycopy(current, next, into, from, some);
      next += some;
      return some;
    }

    private byte @Nullable [] filled() throws IOException {
      if (chunk != null && next == chunk.length) {
        var taken = take();
        chunk = taken.length == 0 ? null : taken;
        next = 0;
      }
      return chunk;
    }

    private byte[] take() throws IOException {
      try {
        while (true) {
          boolean last = writerGone;
          var taken = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
          if (taken != null) {
            return taken;
          }
          if (last) {
            throw new IOException("the layer's content ended early");
          }
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }

    @Override
    public void close() {
      readerGone = true;
      queue.clear();
    }
  }
}

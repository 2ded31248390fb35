package dev.jug.image.pull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from one thread to another, in a few chunks that are used again and again. Ends on both
 * sides whatever happens on the other: what fails the writer fails the reader, and a reader that
 * stops early ends the transfer.
 */
final class Handover {
  private static final int CHUNK = 1 << 17;
  private static final int CHUNKS = 6;
  private static final Chunk END = new Chunk(new byte[0]);

  /** One more fits than there are chunks, so that the end never waits. */
  private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS + 1);

  private final BlockingQueue<Chunk> empty = new ArrayBlockingQueue<>(CHUNKS);
  private int made;
  private volatile boolean readerGone;
  private volatile @Nullable Throwable failure;

  private static final class Chunk {
    private final byte[] bytes;
    private int length;

    private Chunk(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /** What the writer does. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  /** Runs all of the writer's work: the reader hears whether it came to its end. */
  void write(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      full.add(END);
    }
  }

  /** Moves all of a stream to the reader, as long as it reads. */
  void transfer(InputStream from) throws IOException {
    while (!readerGone) {
      var chunk = take(empty());
      chunk.length = from.readNBytes(chunk.bytes, 0, chunk.bytes.length);
      if (chunk.length == 0) {
        return;
      }
      full.add(chunk);
    }
  }

  /** Small content does not need all chunks. */
  private BlockingQueue<Chunk> empty() {
    if (empty.isEmpty() && made < CHUNKS) {
      made++;
      empty.add(new Chunk(new byte[CHUNK]));
    }
    return empty;
  }

  private static Chunk take(BlockingQueue<Chunk> queue) throws IOException {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** The reader's side; closing it lets the writer go on alone. */
  InputStream reader() {
    return new Reader();
  }

  private final class Reader extends InputStream {
    private @Nullable Chunk chunk;
    private int next;
    private boolean ended;

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
      System.arraycopy(current.bytes, next, into, from, some);
      next += some;
      return some;
    }

    private @Nullable Chunk filled() throws IOException {
      var current = chunk;
      if (current != null && next < current.length) {
        return current;
      }
      if (current != null) {
        chunk = null;
        empty.add(current);
      }
      if (!ended) {
        next = 0;
        chunk = taken();
      }
      return chunk;
    }

    private @Nullable Chunk taken() throws IOException {
      var taken = take(full);
      if (taken != END) {
        return taken;
      }
      ended = true;
      return switch (failure) {
        case null -> null;
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Throwable e -> throw new IOException("the content's source failed", e);
      };
    }

    @Override
    public void close() {
      readerGone = true;
      // It may be waiting for one.
      var _ = empty.offer(new Chunk(new byte[0]));
    }
  }
}

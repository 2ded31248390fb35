package dev.jug.image.make;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Packs in gzip's format (RFC 1952) on several processors: pieces are deflated side by side, each
 * with the end of the one before it as its dictionary, so that nothing is lost by the cutting. The
 * same bytes give the same result, however many processors there are. Pieces are used again: a
 * large layer takes no more memory than a small one. A thread that is interrupted stops, with
 * {@link CancellationException}. Not thread-safe.
 */
final class ParallelGzip extends OutputStream {
  private static final int MOST_THREADS = 8;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final OutputStream out;
  private final int threads =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
  private final ExecutorService pool =
      Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("gzip").factory());
  private final Queue<Future<GzipPiece>> pieces = new ArrayDeque<>();
  private final Deque<GzipPiece> free = new ArrayDeque<>();
  private final CRC32 checksum = new CRC32();
  private GzipPiece piece = new GzipPiece();
  private long length;

  /**
   * A packer.
   *
   * @param out takes the packed bytes; closed with this
   */
  ParallelGzip(OutputStream out) throws IOException {
    this.out = out;
    out.write(HEADER);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    checksum.update(bytes, from, count);
    length += count;
    for (int done = 0; done < count; ) {
      if (piece.isFull()) {
        begin(false);
      }
      done += piece.fill(bytes, from + done, count - done);
    }
  }

  private void begin(boolean last) throws IOException {
    if (Thread.interrupted()) {
      throw interrupted();
    }
    var full = piece;
    while (pieces.size() > 2 * threads) {
      writeNext();
    }
    if (!last) {
      piece = free.isEmpty() ? new GzipPiece() : free.pop();
      piece.after(full);
    }
    pieces.add(pool.submit(() -> full.deflate(last)));
  }

  private void writeNext() throws IOException {
    try {
      var packed = pieces.remove().get();
      packed.writeTo(out);
      free.push(packed);
    } catch (ExecutionException e) {
      throw new IOException("cannot pack: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static CancellationException interrupted() {
    return new CancellationException("interrupted while packing");
  }

  /** Writes what is left and the end; the stream below stays open. */
  void finish() throws IOException {
    begin(true);
    while (!pieces.isEmpty()) {
      writeNext();
    }
    writeNumber(checksum.getValue());
    writeNumber(length);
  }

  /** The lowest byte first. */
  private void writeNumber(long number) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (number >>> shift));
    }
  }

  /** Ends the threads; the packed bytes are whole only after {@link #finish()}. */
  @Override
  public void close() throws IOException {
    pool.shutdownNow();
    pool.close();
    out.close();
  }
}

package dev.jug.image.make;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs in gzip's format (RFC 1952) on several processors: pieces are deflated side by side, each
 * with the end of the one before it as its dictionary, so that nothing is lost by the cutting. The
 * same bytes give the same result, however many processors there are. A thread that is interrupted
 * stops, with {@link CancellationException}. Not thread-safe.
 */
final class ParallelGzip extends OutputStream {
  /** A third of the time of the usual 6, for three per cent more bytes of a Debian system. */
  private static final int LEVEL = 4;

  private static final int PIECE = 1 << 19;
  private static final int WINDOW = 1 << 15;
  private static final int MOST_THREADS = 8;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final OutputStream out;
  private final int threads =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
  private final ExecutorService pool =
      Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("gzip").factory());
  private final Queue<Future<byte[]>> pieces = new ArrayDeque<>();
  private final CRC32 checksum = new CRC32();
  private byte[] piece = new byte[PIECE];
  private byte[] before = new byte[0];
  private int filled;
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
      if (filled == PIECE) {
        begin(false);
      }
      int some = Math.min(count - done, PIECE - filled);
      System.arraycopy(bytes, from + done, piece, filled, some);
      filled += some;
      done += some;
    }
  }

  private void begin(boolean last) throws IOException {
    if (Thread.interrupted()) {
      throw interrupted();
    }
    var content = filled == PIECE ? piece : Arrays.copyOf(piece, filled);
    var dictionary = before;
    pieces.add(pool.submit(() -> deflated(content, dictionary, last)));
    before = Arrays.copyOfRange(content, Math.max(content.length - WINDOW, 0), content.length);
    piece = new byte[last ? 0 : PIECE];
    filled = 0;
    while (pieces.size() > 2 * threads) {
      out.write(taken());
    }
  }

  private static byte[] deflated(byte[] content, byte[] dictionary, boolean last) {
    try (var deflater = new Deflater(LEVEL, true)) {
      deflater.setDictionary(dictionary);
      deflater.setInput(content);
      if (last) {
        deflater.finish();
      }
      // Stored as it is, a block of 64 KiB takes five bytes more.
      var packed = new byte[content.length + content.length / 1024 + 64];
      int size = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(packed, size);
    }
  }

  private byte[] taken() throws IOException {
    try {
      return pieces.remove().get();
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
      out.write(taken());
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

package dev.jug.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The records of a log file, one after the other. A record that is not there as a whole is not
 * there yet.
 */
final class LogFile implements AutoCloseable {
  private static final int HEADER = 16;
  private static final int LARGEST = 16 << 20;
  private static final long NANOS = 1_000_000_000;
  private static final int WINDOW = 64 * 1024;

  private final FileChannel channel;
  private final ByteBuffer window =
      ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long windowStart;
  private long position;

  /** One record; it may go on with a line of its stream that an earlier one began. */
  @SuppressWarnings("ArrayRecordComponent") // Output on its way through, never compared.
  record Entry(LogPiece.Stream stream, Instant time, boolean continuesLine, byte[] bytes) {}

  LogFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /** The next record; empty if there is no whole one now. */
  Optional<Entry> next() throws IOException {
    if (!see(HEADER)) {
      return Optional.empty();
    }
    int at = (int) (position - windowStart);
    int stream = window.get(at);
    boolean continues = window.get(at + 1) != 0;
    int length = window.getInt(at + 4);
    long nanos = window.getLong(at + 8);
    if (length < 0 || length > LARGEST || !isThere(position + HEADER + length)) {
      return Optional.empty();
    }
    var bytes = read(position + HEADER, length);
    position += HEADER + length;
    var time = Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
    var kind = stream == 2 ? LogPiece.Stream.STDERR : LogPiece.Stream.STDOUT;
    return Optional.of(new Entry(kind, time, continues, bytes));
  }

  private boolean isThere(long end) throws IOException {
    return end <= windowStart + window.limit() || end <= channel.size();
  }

  /** Where the next record begins. */
  long position() {
    return position;
  }

  void rewind() {
    position = 0;
  }

  /**
   * Makes so many bytes from the position on visible in the window; false if there are not so many.
   */
  private boolean see(int count) throws IOException {
    if (position >= windowStart && position + count <= windowStart + window.limit()) {
      return true;
    }
    window.clear();
    windowStart = position;
    fill(window, position);
    window.flip();
    return window.limit() >= count;
  }

  private byte[] read(long from, int length) throws IOException {
    var bytes = new byte[length];
    if (from >= windowStart && from + length <= windowStart + window.limit()) {
      window.get((int) (from - windowStart), bytes);
    } else {
      fill(ByteBuffer.wrap(bytes), from);
    }
    return bytes;
  }

  private void fill(ByteBuffer buffer, long from) throws IOException {
    long at = from;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        return;
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

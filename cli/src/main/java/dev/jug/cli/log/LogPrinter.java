package dev.jug.cli.log;

import dev.jug.door.Front;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.log.LogPiece;
import dev.jug.engine.log.LogReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Hands a log to a front. Many lines go at once: each would be a frame, and a write of its own. */
public final class LogPrinter {
  private static final int FULL = 64 << 10;

  private final Front front;
  private final boolean timestamps;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private LogPiece.Stream stream = LogPiece.Stream.STDOUT;

  /**
   * @param timestamps whether it says when each line was written
   */
  public LogPrinter(Front front, boolean timestamps) {
    this.front = front;
    this.timestamps = timestamps;
  }

  /** Hands on all of it. */
  public void print(LogReader reader) {
    for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
      collect(piece.get());
      if (!reader.hasReady()) {
        pass();
      }
    }
  }

  private void collect(LogPiece piece) {
    if (piece.stream() != stream || collected.size() > FULL) {
      pass();
      stream = piece.stream();
    }
    if (timestamps && piece.startsLine()) {
      collected.writeBytes((piece.time() + " ").getBytes(StandardCharsets.UTF_8));
    }
    collected.write(piece.source(), piece.offset(), piece.length());
  }

  private void pass() {
    if (collected.size() > 0) {
      front.pass(stream == LogPiece.Stream.STDERR, collected.toByteArray());
      collected.reset();
    }
  }

  /**
   * How many lines {@code --tail} means; -1 for all.
   *
   * @throws Invalid if it is no number
   */
  public static long lines(String tail) {
    if ("all".equals(tail)) {
      return -1;
    }
    try {
      return Long.parseLong(tail);
    } catch (NumberFormatException e) {
      throw new Invalid("invalid number of lines: '" + tail + "'", "");
    }
  }
}

package dev.jug.cli.log;

import dev.jug.door.Front;
import dev.jug.engine.log.LogPiece;
import dev.jug.engine.log.LogReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Hands a log to a front. Many lines go at once: each would be a frame, and a write of its own. */
final class LogPrinter {
  private static final int FULL = 64 << 10;

  private final Front front;
  private final boolean timestamps;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private LogPiece.Stream stream = LogPiece.Stream.STDOUT;

  /**
   * @param timestamps whether it says when each line was written
   */
  LogPrinter(Front front, boolean timestamps) {
    this.front = front;
    this.timestamps = timestamps;
  }

  /** Hands on all of it. */
  void print(LogReader reader) {
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
}

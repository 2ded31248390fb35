package dev.jug.engine.syslog;

import dev.jug.engine.log.LogOptions;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * How far a log has been sent.
 *
 * @param time of the last line
 * @param count how many lines of that time
 */
record Position(Instant time, int count) {
  /** Nothing was. */
  static final Position START = new Position(Instant.MIN, 0);

  /** What a file says; {@link #START} if there is none, or nobody understands it. */
  static Position read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return START;
    }
    var words = Files.readString(file).strip().split(" ", -1);
    try {
      return new Position(Instant.parse(words[0]), Integer.parseInt(words[words.length - 1]));
    } catch (DateTimeException | NumberFormatException e) {
      return START;
    }
  }

  void write(Path file) throws IOException {
    var text = time + " " + count + "\n";
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), Survives.PROCESS);
  }

  /** What is to be read from here on, and what comes. */
  LogOptions options() {
    return new LogOptions(equals(START) ? null : time, null, -1, true, true, true);
  }

  /** One line further. */
  Position after(Instant line) {
    return line.equals(time) ? new Position(time, count + 1) : new Position(line, 1);
  }
}

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
import java.util.Optional;

/**
 * How far a log has been sent.
 *
 * @param begin of what is to be read again: no later than the first piece of a line that has not
 *     ended yet
 * @param time of the last line
 * @param count how many lines of that time
 */
record Position(Instant begin, Instant time, int count) {
  /** Nothing was. */
  static final Position START = new Position(Instant.MIN, Instant.MIN, 0);

  private static final int WORDS = 3;

  /** What a file says; {@link #START} if there is none, or nobody understands it. */
  static Position read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return START;
    }
    var words = Files.readString(file).strip().split(" ", -1);
    try {
      return words.length == WORDS
          ? new Position(
              Instant.parse(words[0]), Instant.parse(words[1]), Integer.parseInt(words[2]))
          : START;
    } catch (DateTimeException | NumberFormatException e) {
      return START;
    }
  }

  void write(Path file) throws IOException {
    var text = begin + " " + time + " " + count + "\n";
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), Survives.PROCESS);
  }

  /** What is to be read from here on, and what comes. */
  LogOptions options() {
    return new LogOptions(equals(START) ? null : begin, null, -1, true, true, true);
  }

  /**
   * One line further.
   *
   * @param unfinished when the oldest line began that has not ended; empty if all have
   */
  Position after(Instant line, Optional<Instant> unfinished) {
    return new Position(unfinished.orElse(line), line, line.equals(time) ? count + 1 : 1);
  }

  /**
   * Whether a line has been sent that is read again.
   *
   * @param known how many of the last line's time have been read again so far
   */
  boolean includes(Instant line, int known) {
    return line.isBefore(time) || (line.equals(time) && known < count);
  }
}

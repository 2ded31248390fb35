package dev.jug.ocicli.command;

import dev.jug.door.Front;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where what goes wrong is said: at the caller's standard error, and in the log that it reads, in
 * the format that it asked for.
 *
 * @param front who asked
 * @param log the log file, empty for none
 * @param json whether a line of the log is a JSON object
 */
record Errors(Front front, Optional<Path> log, boolean json) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** A line of the log. */
  private record Line(String level, String msg, String time) {}

  void report(String message) {
    front.printError(message);
    log.ifPresent(file -> append(file, "error", message));
  }

  void warn(String message) {
    log.ifPresent(file -> append(file, "warning", message));
  }

  private void append(Path file, String level, String message) {
    var time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var line =
        json
            ? MAPPER.writeValueAsString(new Line(level, message, time))
            : "time=\"%s\" level=%s msg=%s"
                .formatted(time, level, MAPPER.writeValueAsString(message));
    try {
      Files.write(
          file,
          (line + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      front.printError("cannot write to the log " + file + ": " + e.getMessage());
    }
  }
}

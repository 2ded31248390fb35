package dev.jug.engine;

import dev.jug.runtime.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a monitor leaves in a run directory when its process has ended.
 *
 * @param status how it ended
 * @param written when; the record of a container has the same time once somebody has seen that end,
 *     which tells it from the end of another run
 */
record ExitFile(ExitStatus status, Instant written) {
  /**
   * That of the run that this directory is of.
   *
   * @return empty if nothing has ended there, or what the monitor wrote was lost
   */
  static Optional<ExitFile> in(Path run) {
    var file = run.resolve("exit");
    try {
      var status = ExitStatus.parse(Files.readString(file));
      return Optional.of(new ExitFile(status, Files.getLastModifiedTime(file).toInstant()));
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}

package dev.jug.runtime.launch;

import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another runtime says that went wrong, in the log that it was told to write ({@code
 * --log-format json}). What that means for whoever asked is in its words only: Docker's daemon
 * looks at the same ones.
 *
 * @param file the log; it need not exist
 */
record ForeignLog(Path file) {
  private static final long MILLIS = 1000;
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The failure of a command.
   *
   * @param name what the runtime is known by
   * @param program what the container was to run: a failure that names it is about it
   * @param otherwise why, if the log does not say
   */
  LaunchException failure(String name, String program, String otherwise) {
    var said = last();
    var kind =
        said.filter(text -> text.contains(program) || text.contains("executable"))
            .map(ForeignLog::kind)
            .orElse(Kind.OTHER);
    var why = name + ": " + said.orElse(otherwise);
    var phrase = phrase(kind);
    var whole =
        why.contains(phrase) ? why : "exec: \"" + program + "\": " + phrase + " (" + why + ")";
    return new LaunchException(kind, Optional.empty(), whole);
  }

  /**
   * The failure of a command that took too long.
   *
   * @param command its word
   * @param limit how long it was let run
   */
  LaunchException late(String name, String command, Duration limit) {
    var said = last().map(text -> " Its last word was: " + text + ".").orElse("");
    var whole =
        "%s: \"%s\" did not end within %d s, and was killed with all that it had begun.%s Look into"
            + " what it waits for (its hooks, its file systems, the kernel's log), or take another"
            + " runtime";
    long seconds = Math.ceilDiv(limit.toMillis(), MILLIS);
    return new LaunchException(
        Kind.OTHER, Optional.empty(), whole.formatted(name, command, seconds, said));
  }

  private static Kind kind(String said) {
    var text = said.toLowerCase(Locale.ROOT);
    if (text.contains("executable file") || text.contains("no such file or directory")) {
      return Kind.COMMAND_NOT_FOUND;
    }
    return text.contains("permission denied") || text.contains("open executable")
        ? Kind.COMMAND_NOT_EXECUTABLE
        : Kind.OTHER;
  }

  /** What docker's client decides on the exit code by. */
  private static String phrase(Kind kind) {
    return switch (kind) {
      case COMMAND_NOT_FOUND -> "executable file not found in $PATH";
      case COMMAND_NOT_EXECUTABLE -> "permission denied";
      case OTHER -> "";
    };
  }

  /** The last error in the log. */
  Optional<String> last() {
    try (var lines = Files.lines(file)) {
      return lines.flatMap(line -> error(line).stream()).reduce((_, later) -> later);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> error(String line) {
    try {
      var said = JSON.readTree(line);
      return "error".equals(said.path("level").asString(""))
          ? Optional.of(said.path("msg").asString(""))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}

package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.syslog.SyslogOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a container's output ({@code --log-driver}, {@code --log-opt}). The drivers
 * {@code json-file} and {@code local} keep the same file, which is this engine's own; {@code
 * syslog} keeps it too, and sends it on.
 *
 * @param driver {@code json-file}, {@code local}, {@code syslog} or {@code none}
 * @param options as given: {@code max-size}, {@code max-file}, and those of {@code syslog}
 */
public record LogConfig(String driver, Map<String, String> options) {
  /** What Docker's clients take for granted. */
  public static final String DEFAULT_DRIVER = "json-file";

  /** Output is kept, within limits. */
  public static final LogConfig DEFAULT = new LogConfig(DEFAULT_DRIVER, Map.of());

  /** Nothing is kept. */
  public static final LogConfig NONE = new LogConfig("none", Map.of());

  private static final List<String> KEEPING =
      List.of(DEFAULT_DRIVER, "local", SyslogOptions.DRIVER);
  private static final Set<String> OTHERS =
      Set.of("journald", "gelf", "fluentd", "awslogs", "splunk", "etwlogs", "gcplogs");

  private static final long MAX_BYTES = 20L << 20;
  private static final int MAX_FILES = 5;
  private static final long LEAST_BYTES = 4096;
  private static final int MOST_FILES = 1000;

  @JsonCreator
  public LogConfig {
    options = Map.copyOf(options);
  }

  /** Older records say only whether output is kept. */
  @JsonCreator
  static LogConfig ofOlder(boolean kept) {
    return kept ? DEFAULT : NONE;
  }

  /**
   * Checks what was asked for.
   *
   * @throws Invalid if there is no such driver or option, or it makes no sense
   * @throws Unavailable if Docker has the driver, and this engine has not
   */
  public static LogConfig of(String driver, Map<String, String> options) {
    var config = new LogConfig(driver, options);
    if (OTHERS.contains(driver)) {
      throw new Unavailable(
          "log driver " + driver + " is not there",
          "json-file and local keep output, none does not; syslog sends it on.");
    }
    if (!KEEPING.contains(driver) && !driver.equals("none")) {
      throw new Invalid(
          "logger: no log driver named '" + driver + "' is registered",
          "Use json-file, local, syslog or none.");
    }
    config.check();
    return config;
  }

  /**
   * Checks what may have been asked for: options alone are for the driver that is usual.
   *
   * @return null if nothing was
   */
  public static @Nullable LogConfig ofAsked(@Nullable String driver, Map<String, String> options) {
    if (driver == null || driver.isEmpty()) {
      return options.isEmpty() ? null : of(DEFAULT_DRIVER, options);
    }
    return of(driver, options);
  }

  private void check() {
    for (var option : new TreeMap<>(options).keySet()) {
      boolean known =
          option.equals("max-size")
              || option.equals("max-file")
              || (driver.equals(SyslogOptions.DRIVER) && SyslogOptions.NAMES.contains(option));
      if (!known || !keeps()) {
        throw new Invalid(
            "unknown log opt '" + option + "' for " + driver + " log driver",
            keeps() ? "Known are max-size and max-file." : "There is nothing to limit.");
      }
    }
    maxBytes();
    maxFiles();
    SyslogOptions.of(driver, options);
  }

  /** Whether output is kept. */
  public boolean keeps() {
    return KEEPING.contains(driver);
  }

  /** How large a file becomes before the next begins, in bytes. */
  public long maxBytes() {
    var text = options.get("max-size");
    long bytes = text == null ? MAX_BYTES : ByteSize.parse(text);
    if (bytes < LEAST_BYTES) {
      throw new Invalid("invalid max-size: " + text, "A file holds 4k at least.");
    }
    return bytes;
  }

  /** How many files there are at most, the one that is written included. */
  public int maxFiles() {
    var text = options.get("max-file");
    try {
      int files = text == null ? MAX_FILES : Integer.parseInt(text);
      if (files >= 1 && files <= MOST_FILES) {
        return files;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new Invalid("invalid max-file: " + text, "From 1 to " + MOST_FILES + " files.");
  }
}

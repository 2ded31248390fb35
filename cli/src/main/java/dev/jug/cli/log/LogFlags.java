package dev.jug.cli.log;

import dev.jug.door.Front;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.log.LogOptions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands know that show logs. */
public final class LogFlags {
  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the container ends.")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      description = "Only the last lines; default all.")
  String tail = "all";

  @Option(
      names = {"-t", "--timestamps"},
      description = "Show when each line was written.")
  boolean timestamps;

  /**
   * What they mean.
   *
   * @param since only what was written from then on; null for all
   * @param until only what was written before; null for all
   * @throws Invalid if {@code --tail} is no number
   */
  public LogOptions options(@Nullable Instant since, @Nullable Instant until) {
    return new LogOptions(since, until, lines(), follow, true, true);
  }

  private long lines() {
    if ("all".equals(tail)) {
      return -1;
    }
    try {
      return Long.parseLong(tail);
    } catch (NumberFormatException e) {
      throw new Invalid("invalid number of lines: '" + tail + "'", "");
    }
  }

  /** Shows a container's log. */
  public void print(Front front, Container container, LogOptions options) {
    try (var reader = container.logs(options)) {
      new LogPrinter(front, timestamps).print(reader);
    }
  }
}

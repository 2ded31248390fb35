package dev.jug.cli.command;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.GoDuration;
import dev.jug.oci.image.Healthcheck;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to see that a container works. */
final class HealthFlags {
  @Option(names = "--health-cmd", description = "Command for a shell; exit code 0: healthy.")
  @Nullable String command;

  @Option(names = "--health-interval", description = "Time between two checks, default 30s.")
  @Nullable String interval;

  @Option(names = "--health-timeout", description = "Time after which a check fails, default 30s.")
  @Nullable String timeout;

  @Option(names = "--health-retries", description = "Failures in a row: unhealthy; default 3.")
  int retries;

  @Option(names = "--health-start-period", description = "Time in which failures do not count.")
  @Nullable String startPeriod;

  @Option(names = "--health-start-interval", description = "Time between two checks in it.")
  @Nullable String startInterval;

  @Option(names = "--no-healthcheck", description = "No check, whatever the image says.")
  boolean none;

  /** The check as the engine has it; null leaves it to the image. */
  @Nullable Healthcheck check() {
    var said =
        new Healthcheck(
            command == null ? List.of() : List.of("CMD-SHELL", command),
            nanos(interval),
            nanos(timeout),
            nanos(startPeriod),
            nanos(startInterval),
            retries);
    boolean nothing = said.equals(new Healthcheck(List.of(), 0, 0, 0, 0, 0));
    if (!none) {
      return nothing ? null : said;
    }
    if (!nothing) {
      throw new Invalid("--no-healthcheck conflicts with --health-* options", "");
    }
    return new Healthcheck(List.of("NONE"), 0, 0, 0, 0, 0);
  }

  private static long nanos(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    return GoDuration.tryParse(text)
        .orElseThrow(() -> new Invalid("invalid duration: '" + text + "'", "Examples: 30s, 1m30s."))
        .toNanos();
  }
}

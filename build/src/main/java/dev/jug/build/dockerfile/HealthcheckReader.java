package dev.jug.build.dockerfile;

import dev.jug.oci.image.GoDuration;
import java.time.Duration;
import java.util.Locale;

/** Reads HEALTHCHECK. */
final class HealthcheckReader {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final Origin origin;
  private final Flags flags;
  private final Arguments arguments;

  HealthcheckReader(Origin origin, Flags flags, Arguments arguments) {
    this.origin = origin;
    this.flags = flags;
    this.arguments = arguments;
  }

  Healthcheck read() {
    var interval = duration("interval");
    var timeout = duration("timeout");
    var startPeriod = duration("start-period");
    var startInterval = duration("start-interval");
    int retries = retries();
    var type = arguments.words().getFirst();
    var rest = arguments.text().substring(type.length()).strip();
    var command =
        switch (type.toUpperCase(Locale.ROOT)) {
          case "NONE" -> {
            if (!rest.isEmpty()) {
              throw new Mistake("HEALTHCHECK NONE takes no arguments");
            }
            yield null;
          }
          case "CMD" -> {
            if (rest.isEmpty()) {
              throw new Mistake("Missing command after HEALTHCHECK CMD");
            }
            yield new Arguments("HEALTHCHECK", rest, arguments.escape()).command();
          }
          default ->
              throw new Mistake(
                  "Unknown type \"" + type.toUpperCase(Locale.ROOT) + "\" in HEALTHCHECK (try CMD)",
                  "write HEALTHCHECK CMD COMMAND, or HEALTHCHECK NONE");
        };
    return new Healthcheck(origin, command, interval, timeout, startPeriod, startInterval, retries);
  }

  private Duration duration(String flag) {
    var text = flags.text(flag);
    if (text == null) {
      return Duration.ZERO;
    }
    boolean negative = text.startsWith("-");
    var duration = unsigned(text, negative || text.startsWith("+") ? text.substring(1) : text);
    if (!duration.isZero() && (negative || duration.compareTo(SHORTEST) < 0)) {
      throw new Mistake("Interval \"" + flag + "\" cannot be less than 1ms");
    }
    return duration;
  }

  private static Duration unsigned(String text, String plain) {
    return plain.equals("0")
        ? Duration.ZERO
        : GoDuration.tryParse(plain)
            .orElseThrow(() ->
                new Mistake(
                    "time: invalid duration \"" + text + "\"",
                    "write a number with ms, s, m or h, as in 30s"));
  }

  private int retries() {
    var text = flags.text("retries");
    if (text == null) {
      return 0;
    }
    if (text.matches("-[0-9]+")) {
      throw new Mistake("--retries cannot be negative (" + text + ")");
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new Mistake("invalid value for flag retries: " + text, "it takes a number");
    }
    return Integer.parseInt(text);
  }
}

package dev.jug.build.graph;

import dev.jug.build.dockerfile.Command;
import dev.jug.oci.image.Healthcheck;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Health checks as images and their histories have them. */
final class HealthText {
  private HealthText() {}

  static Healthcheck check(dev.jug.build.dockerfile.Healthcheck check) {
    return new Healthcheck(
        test(check),
        check.interval().toNanos(),
        check.timeout().toNanos(),
        check.startPeriod().toNanos(),
        check.startInterval().toNanos(),
        check.retries());
  }

  private static List<String> test(dev.jug.build.dockerfile.Healthcheck check) {
    return switch (check.command()) {
      case null -> List.of("NONE");
      case Command.Line(var line) -> List.of("CMD-SHELL", line);
      case Command.Words(var words) -> Stream.concat(Stream.of("CMD"), words.stream()).toList();
    };
  }

  static String history(Healthcheck check) {
    return String.format(
        "&{%s \"%s\" \"%s\" \"%s\" \"%s\" '%s'}",
        GoText.quoted(check.test()),
        time(check.interval()),
        time(check.timeout()),
        time(check.startPeriod()),
        time(check.startInterval()),
        retries(check.retries()));
  }

  private static String retries(int count) {
    return count < ' ' ? String.format("\\x%02x", count) : Character.toString(count);
  }

  /** {@code 1h0m30s}. */
  private static String time(long nanos) {
    var time = Duration.ofNanos(nanos);
    if (nanos != 0 && nanos < 1_000_000_000) {
      return nanos / 1_000_000 + "ms";
    }
    var hours = time.toHours() > 0 ? time.toHours() + "h" : "";
    var minutes = time.toMinutes() > 0 ? time.toMinutesPart() + "m" : "";
    var rest = time.toMillisPart() == 0 ? "" : String.format(".%03d", time.toMillisPart());
    return hours + minutes + time.toSecondsPart() + rest.replaceAll("0+$", "") + "s";
  }
}

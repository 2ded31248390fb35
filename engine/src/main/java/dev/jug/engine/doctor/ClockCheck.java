package dev.jug.engine.doctor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What time it is: certificates, logs and builds depend on it. */
final class ClockCheck implements Check {
  /** This program was not there before. */
  private static final Instant EARLIEST = Instant.parse("2025-09-16T00:00:00Z");

  @Override
  public String area() {
    return "clock";
  }

  @Override
  public List<Row> look(Machine machine) {
    var now = machine.kernel().now();
    if (now.isBefore(EARLIEST)) {
      return List.of(
          Row.wrong(
              "time",
              now.toString(),
              "registries are refused: their certificates are not valid yet",
              "set the clock: timedatectl set-ntp true, or date -s"));
    }
    var seconds = now.truncatedTo(ChronoUnit.SECONDS);
    return List.of(
        machine.kernel().isClockKept()
            ? Row.ok("time", seconds + ", kept right")
            : Row.note(
                "time",
                seconds + ", and nobody keeps it right",
                "it drifts; times in logs and certificates go by it",
                "apt-get install systemd-timesyncd or chrony, unless the hypervisor sees to it"));
  }
}

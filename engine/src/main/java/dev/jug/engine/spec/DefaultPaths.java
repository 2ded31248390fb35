package dev.jug.engine.spec;

import dev.jug.engine.request.SecurityOptions;
import java.util.List;

/** Paths of /proc and /sys that a container does not see, or may not change: Docker's lists. */
public final class DefaultPaths {
  /** They tell about the machine or its other processes. */
  static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/sys/devices/virtual/powercap",
          "/sys/firmware");

  /** They change the machine. */
  static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private DefaultPaths() {}

  /** Those that a container with these options does not see. */
  public static List<String> masked(SecurityOptions security) {
    var said = security.paths();
    return said == null ? usual(security, MASKED) : said.masked();
  }

  /** Those that it may not change. */
  public static List<String> readOnly(SecurityOptions security) {
    var said = security.paths();
    return said == null ? usual(security, READ_ONLY) : said.readOnly();
  }

  private static List<String> usual(SecurityOptions security, List<String> paths) {
    return SecurityChoice.of(security).systemPaths() ? paths : List.of();
  }
}

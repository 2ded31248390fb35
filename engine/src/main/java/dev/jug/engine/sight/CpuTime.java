package dev.jug.engine.sight;

import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.util.Map;

/**
 * Time that a container's processes have had, in ticks of 1/100 s.
 *
 * @param user outside of the kernel
 * @param system in it
 * @param withheld in which they would have run if their quota had not been used up
 */
record CpuTime(long user, long system, long withheld) {
  /** Ticks of a second (time(7), "USER_HZ"). */
  static final int HZ = 100;

  private static final long NANOS_PER_TICK = 1_000_000_000L / HZ;
  private static final long MICROS_PER_TICK = 1_000_000L / HZ;

  static CpuTime of(Facts facts) {
    var cpu = facts.group().apply("cpu");
    var table = cpu.map(directory -> directory.table("cpu.stat")).orElse(Map.of());
    if (cpu.filter(StatsDirectory::unified).isPresent()) {
      return new CpuTime(
          micros(table, "user_usec"),
          micros(table, "system_usec"),
          micros(table, "throttled_usec"));
    }
    var used = facts.group().apply("cpuacct").map(d -> d.table("cpuacct.stat")).orElse(Map.of());
    return new CpuTime(
        used.getOrDefault("user", 0L),
        used.getOrDefault("system", 0L),
        table.getOrDefault("throttled_time", 0L) / NANOS_PER_TICK);
  }

  private static long micros(Map<String, Long> table, String name) {
    return table.getOrDefault(name, 0L) / MICROS_PER_TICK;
  }

  long used() {
    return user + system;
  }
}

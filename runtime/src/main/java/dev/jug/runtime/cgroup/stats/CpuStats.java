package dev.jug.runtime.cgroup.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Processor time (admin-guide/cgroup-v1/cpuacct.rst, {@code cpu.stat} of
 * admin-guide/cgroup-v2.rst).
 *
 * @param usage time used
 * @param throttling time waited because of a quota
 */
public record CpuStats(Usage usage, Throttling throttling) {
  private static final long NANOS_PER_MICRO = 1000;

  /**
   * Time used, in nanoseconds.
   *
   * @param total all of it
   * @param percpu by processor; empty in version 2, which does not count that
   * @param kernel in the kernel
   * @param user outside of it
   */
  public record Usage(long total, List<Long> percpu, long kernel, long user) {
    public Usage {
      percpu = List.copyOf(percpu);
    }
  }

  /**
   * What the quota did.
   *
   * @param periods periods in which the group wanted to run
   * @param throttledPeriods those in which it had to wait
   * @param throttledTime how long, in nanoseconds
   */
  public record Throttling(long periods, long throttledPeriods, long throttledTime) {}

  static CpuStats read(Function<String, Optional<StatsDirectory>> directories) {
    var cpu = directories.apply("cpu");
    var unified = cpu.filter(StatsDirectory::unified);
    if (unified.isPresent()) {
      return unified(unified.get().table("cpu.stat"));
    }
    var table = cpu.map(d -> d.table("cpu.stat")).orElse(Map.of());
    return new CpuStats(
        directories.apply("cpuacct").map(CpuStats::usage).orElse(new Usage(0, List.of(), 0, 0)),
        throttling(table, table.getOrDefault("throttled_time", 0L)));
  }

  private static Usage usage(StatsDirectory directory) {
    return new Usage(
        directory.number("cpuacct.usage"),
        directory.numbers("cpuacct.usage_percpu"),
        directory.number("cpuacct.usage_sys"),
        directory.number("cpuacct.usage_user"));
  }

  private static CpuStats unified(Map<String, Long> table) {
    var usage =
        new Usage(
            nanos(table, "usage_usec"),
            List.of(),
            nanos(table, "system_usec"),
            nanos(table, "user_usec"));
    return new CpuStats(usage, throttling(table, nanos(table, "throttled_usec")));
  }

  private static Throttling throttling(Map<String, Long> table, long time) {
    return new Throttling(
        table.getOrDefault("nr_periods", 0L), table.getOrDefault("nr_throttled", 0L), time);
  }

  private static long nanos(Map<String, Long> table, String key) {
    return table.getOrDefault(key, 0L) * NANOS_PER_MICRO;
  }
}

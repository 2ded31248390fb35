package dev.jug.cri.runtime;

import static dev.jug.cri.runtime.Metric.counter;
import static dev.jug.cri.runtime.Metric.gauge;

import dev.jug.cri.runtime.StatsService.Used;
import dev.jug.engine.usage.Usage;
import dev.jug.runtime.cgroup.stats.CpuStats;
import dev.jug.runtime.cgroup.stats.MemoryStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** What is told of each container. */
final class ContainerMetrics {
  private static final String FAILURES = "container_memory_failures_total";
  private static final String FAILURES_HELP = "Cumulative count of memory allocation failures.";

  static final List<Metric<Used>> ALL =
      List.of(
          counter(
                  "container_cpu_usage_seconds_total",
                  "Cumulative cpu time consumed in seconds.",
                  seconds(cpu -> cpu.usage().total()))
              .by("cpu", "total"),
          counter(
              "container_cpu_user_seconds_total",
              "Cumulative user cpu time consumed in seconds.",
              seconds(cpu -> cpu.usage().user())),
          counter(
              "container_cpu_system_seconds_total",
              "Cumulative system cpu time consumed in seconds.",
              seconds(cpu -> cpu.usage().kernel())),
          counter(
              "container_cpu_cfs_periods_total",
              "Number of elapsed enforcement period intervals.",
              used -> cpu(used).throttling().periods()),
          counter(
              "container_cpu_cfs_throttled_periods_total",
              "Number of throttled period intervals.",
              used -> cpu(used).throttling().throttledPeriods()),
          counter(
              "container_cpu_cfs_throttled_seconds_total",
              "Total time duration the container has been throttled.",
              seconds(cpu -> cpu.throttling().throttledTime())),
          gauge(
              "container_memory_usage_bytes",
              "Current memory usage in bytes, including all memory regardless of when it was"
                  + " accessed.",
              used -> memory(used).usage().usage()),
          gauge(
              "container_memory_working_set_bytes",
              "Current working set in bytes.",
              used -> used.usage().memoryUsed()),
          gauge(
              "container_memory_max_usage_bytes",
              "Maximum memory usage recorded in bytes.",
              used -> memory(used).usage().max()),
          gauge(
              "container_memory_rss",
              "Size of RSS in bytes.",
              used -> used.usage().memoryKinds().anonymous()),
          gauge(
              "container_memory_cache",
              "Number of bytes of page cache memory.",
              used -> memory(used).cache()),
          gauge(
              "container_memory_swap", "Container swap usage in bytes.", raw("total_swap", "swap")),
          counter(
              "container_memory_failcnt",
              "Number of memory usage hits limits.",
              used -> memory(used).usage().failcnt()),
          failures("pgfault"),
          failures("pgmajfault"),
          gauge(
              "container_processes",
              "Number of processes running inside the container.",
              used -> used.usage().group().pids().current()),
          gauge(
              "container_start_time_seconds",
              "Start time of the container since unix epoch in seconds.",
              used -> used.container().startedAt().map(Instant::getEpochSecond).orElse(0L)),
          gauge(
              "container_last_seen",
              "Last time a container was seen by the exporter.",
              used -> used.usage().read().getEpochSecond()));

  private ContainerMetrics() {}

  private static Metric<Used> failures(String type) {
    return counter(FAILURES, FAILURES_HELP, raw("total_" + type, type))
        .by("failure_type", type)
        .by("scope", "container");
  }

  private static ToLongFunction<Used> raw(String legacy, String unified) {
    return used -> StatsViews.raw(used.usage(), legacy, unified);
  }

  private static ToLongFunction<Used> seconds(ToLongFunction<CpuStats> nanos) {
    return used -> Duration.ofNanos(nanos.applyAsLong(cpu(used))).toSeconds();
  }

  private static CpuStats cpu(Used used) {
    Usage usage = used.usage();
    return usage.group().cpu();
  }

  private static MemoryStats memory(Used used) {
    return used.usage().group().memory();
  }
}

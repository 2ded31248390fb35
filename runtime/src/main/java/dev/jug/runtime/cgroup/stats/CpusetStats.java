package dev.jug.runtime.cgroup.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Processors and memory nodes (cpuset(7)).
 *
 * @param cpus numbers of the processors; in version 2 those that it may use at the moment
 * @param mems numbers of the memory nodes, likewise
 * @param settings the numbers in the other files of version 1, by name without {@code cpuset.},
 *     such as {@code cpu_exclusive}; empty in version 2
 */
public record CpusetStats(List<Integer> cpus, List<Integer> mems, Map<String, Long> settings) {
  static final CpusetStats NONE = new CpusetStats(List.of(), List.of(), Map.of());

  private static final List<String> SETTINGS =
      List.of(
          "cpu_exclusive",
          "mem_hardwall",
          "mem_exclusive",
          "memory_migrate",
          "memory_spread_page",
          "memory_spread_slab",
          "memory_pressure",
          "sched_load_balance",
          "sched_relax_domain_level");

  public CpusetStats {
    cpus = List.copyOf(cpus);
    mems = List.copyOf(mems);
    settings = Map.copyOf(settings);
  }

  static CpusetStats read(StatsDirectory directory) {
    var tail = directory.unified() ? ".effective" : "";
    return new CpusetStats(
        numbers(directory.text("cpuset.cpus" + tail)),
        numbers(directory.text("cpuset.mems" + tail)),
        settings(directory));
  }

  private static Map<String, Long> settings(StatsDirectory directory) {
    var settings = new TreeMap<String, Long>();
    for (var name : SETTINGS) {
      var value = directory.text("cpuset." + name);
      if (!value.isEmpty()) {
        settings.put(name, Long.valueOf(value));
      }
    }
    return settings;
  }

  /** A list such as {@code 0-2,5}. */
  private static List<Integer> numbers(String list) {
    var numbers = new ArrayList<Integer>();
    for (var part : list.isEmpty() ? new String[0] : list.split(",")) {
      var ends = part.split("-", 2);
      int last = Integer.parseInt(Objects.requireNonNull(ends[ends.length - 1]));
      for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }
}

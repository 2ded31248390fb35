package dev.jug.ocicli.command;

import dev.jug.runtime.cgroup.stats.BlkioStats;
import dev.jug.runtime.cgroup.stats.CpuStats;
import dev.jug.runtime.cgroup.stats.GroupStats;
import dev.jug.runtime.cgroup.stats.HugetlbStats;
import dev.jug.runtime.cgroup.stats.MemoryStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The lines of {@code events}, with the fields that runc's have. */
final class EventJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private EventJson() {}

  static String outOfMemory(String id) {
    return MAPPER.writeValueAsString(ordered("type", "oom", "id", id));
  }

  static String statistics(String id, GroupStats stats) {
    var data =
        ordered(
            "cpu", cpu(stats.cpu()),
            "cpuset", stats.cpuset(),
            "memory", memory(stats.memory()),
            "pids", ordered("current", stats.pids().current(), "limit", stats.pids().limit()),
            "blkio", blocks(stats.blkio()),
            "hugetlb", hugepages(stats.hugetlb()),
            "intel_rdt", Map.of(),
            "network_interfaces", List.of());
    return MAPPER.writeValueAsString(ordered("type", "stats", "id", id, "data", data));
  }

  /** In the order of runc's documents. */
  private static Map<String, Object> ordered(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> cpu(CpuStats cpu) {
    var usage = cpu.usage();
    return ordered(
        "usage",
        ordered(
            "total", usage.total(),
            "percpu", usage.percpu(),
            "kernel", usage.kernel(),
            "user", usage.user()),
        "throttling",
        cpu.throttling());
  }

  private static Map<String, Object> memory(MemoryStats memory) {
    return ordered(
        "cache", memory.cache(),
        "usage", amount(memory.usage()),
        "swap", amount(memory.swap()),
        "kernel", amount(memory.kernel()),
        "kernelTCP", amount(memory.kernelTCP()),
        "raw", memory.raw());
  }

  /** Without a limit the kernel counts up to the greatest unsigned number. */
  private static Map<String, Object> amount(MemoryStats.Amount amount) {
    return ordered(
        "limit", new java.math.BigInteger(Long.toUnsignedString(amount.limit())),
        "usage", amount.usage(),
        "max", amount.max(),
        "failcnt", amount.failcnt());
  }

  private static Map<String, Object> blocks(BlkioStats blocks) {
    var all = new LinkedHashMap<String, Object>();
    put(all, "ioServiceBytesRecursive", blocks.ioServiceBytesRecursive());
    put(all, "ioServicedRecursive", blocks.ioServicedRecursive());
    put(all, "ioQueueRecursive", blocks.ioQueueRecursive());
    put(all, "ioServiceTimeRecursive", blocks.ioServiceTimeRecursive());
    put(all, "ioWaitTimeRecursive", blocks.ioWaitTimeRecursive());
    put(all, "ioMergedRecursive", blocks.ioMergedRecursive());
    put(all, "ioTimeRecursive", blocks.ioTimeRecursive());
    put(all, "sectorsRecursive", blocks.sectorsRecursive());
    return all;
  }

  private static void put(Map<String, Object> all, String name, List<BlkioStats.Entry> entries) {
    if (!entries.isEmpty()) {
      all.put(name, entries);
    }
  }

  private static Map<String, HugetlbStats> hugepages(Map<String, HugetlbStats> sizes) {
    return sizes.keySet().stream().collect(Collectors.toMap(Function.identity(), sizes::get));
  }
}

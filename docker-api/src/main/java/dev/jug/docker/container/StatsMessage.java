package dev.jug.docker.container;

import dev.jug.docker.json.Times;
import dev.jug.engine.usage.NetworkUsage;
import dev.jug.engine.usage.Usage;
import dev.jug.runtime.cgroup.stats.BlkioStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a container uses, with the field names of the schema {@code ContainerStatsResponse}.
 *
 * @param now what was found
 * @param before what was found a second earlier; empty if nobody looked
 */
record StatsMessage(Usage now, Optional<Usage> before) {
  /** What only schedulers of the past counted; Docker has them empty, too. */
  private static final List<String> UNKNOWN_BLOCKS =
      List.of(
          "io_queue_recursive",
          "io_service_time_recursive",
          "io_wait_time_recursive",
          "io_merged_recursive",
          "io_time_recursive",
          "sectors_recursive");

  private static final String NEVER = "0001-01-01T00:00:00Z";

  Map<String, Object> fields(String id, String name) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("id", id);
    fields.put("read", Times.shown(now.read()));
    fields.put("preread", before.map(Usage::read).map(Times::shown).orElse(NEVER));
    fields.put("pids_stats", pids());
    fields.put("cpu_stats", cpu(now));
    fields.put(
        "precpu_stats",
        before
            .map(StatsMessage::cpu)
            .orElse(Map.of("cpu_usage", Map.of(), "throttling_data", Map.of())));
    fields.put("memory_stats", memory());
    fields.put("blkio_stats", blocks());
    fields.put("num_procs", 0);
    fields.put("storage_stats", Map.of());
    fields.put("networks", networks());
    return fields;
  }

  private Map<String, Object> pids() {
    var pids = now.group().pids();
    return pids.limit() == 0
        ? Map.of("current", pids.current())
        : Map.of("current", pids.current(), "limit", pids.limit());
  }

  private static Map<String, Object> cpu(Usage usage) {
    var cpu = usage.group().cpu();
    return Map.of(
        "cpu_usage",
        Map.of(
            "total_usage",
            cpu.usage().total(),
            "percpu_usage",
            cpu.usage().percpu(),
            "usage_in_kernelmode",
            cpu.usage().kernel(),
            "usage_in_usermode",
            cpu.usage().user()),
        "system_cpu_usage",
        usage.machine().cpuNanos(),
        "online_cpus",
        usage.machine().processors(),
        "throttling_data",
        Map.of(
            "periods",
            cpu.throttling().periods(),
            "throttled_periods",
            cpu.throttling().throttledPeriods(),
            "throttled_time",
            cpu.throttling().throttledTime()));
  }

  private Map<String, Object> memory() {
    var memory = now.group().memory();
    return Map.of(
        "usage",
        memory.usage().usage(),
        "max_usage",
        memory.usage().max(),
        "failcnt",
        memory.usage().failcnt(),
        "limit",
        now.memoryLimit(),
        "stats",
        new TreeMap<>(memory.raw()));
  }

  private Map<String, Object> blocks() {
    var blocks = now.group().blkio();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("io_service_bytes_recursive", entries(blocks.ioServiceBytesRecursive()));
    fields.put("io_serviced_recursive", entries(blocks.ioServicedRecursive()));
    UNKNOWN_BLOCKS.forEach(name -> fields.put(name, List.of()));
    return fields;
  }

  private static List<Map<String, Object>> entries(List<BlkioStats.Entry> entries) {
    return entries.stream()
        .map(e ->
            Map.<String, Object>of(
                "major",
                e.major(),
                "minor",
                e.minor(),
                "op",
                e.op().toLowerCase(java.util.Locale.ROOT),
                "value",
                e.value()))
        .toList();
  }

  private Map<String, Object> networks() {
    return now.networks().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> network(entry.getValue())));
  }

  private static Map<String, Long> network(NetworkUsage usage) {
    return Map.of(
        "rx_bytes", usage.receivedBytes(),
        "rx_packets", usage.receivedPackets(),
        "rx_errors", usage.receiveErrors(),
        "rx_dropped", usage.receiveDrops(),
        "tx_bytes", usage.sentBytes(),
        "tx_packets", usage.sentPackets(),
        "tx_errors", usage.sendErrors(),
        "tx_dropped", usage.sendDrops());
  }
}

package dev.jug.engine.sight;

import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The memory of a container that has a limit below what the machine has, in bytes.
 *
 * @param limit how much it may use; the least of its group and those above
 * @param usage how much it uses, contents of files included
 * @param swapLimit how much of it may be swapped out
 * @param swapUsage how much is
 * @param stat more, by the names of memory.stat in version 2
 */
record MemoryFacts(long limit, long usage, long swapLimit, long swapUsage, Map<String, Long> stat) {
  private static final Map<String, String> LEGACY =
      Map.ofEntries(
          Map.entry("file", "total_cache"),
          Map.entry("anon", "total_rss"),
          Map.entry("anon_thp", "total_rss_huge"),
          Map.entry("shmem", "total_shmem"),
          Map.entry("file_mapped", "total_mapped_file"),
          Map.entry("file_dirty", "total_dirty"),
          Map.entry("file_writeback", "total_writeback"),
          Map.entry("swapcached", "total_swapcached"),
          Map.entry("active_anon", "total_active_anon"),
          Map.entry("inactive_anon", "total_inactive_anon"),
          Map.entry("active_file", "total_active_file"),
          Map.entry("inactive_file", "total_inactive_file"),
          Map.entry("unevictable", "total_unevictable"));

  /** Bytes of this kind; 0 where the kernel does not say. */
  long get(String name) {
    return stat.getOrDefault(stat.containsKey(LEGACY.get(name)) ? LEGACY.get(name) : name, 0L);
  }

  /**
   * Reads it.
   *
   * @return with a limit of {@link Long#MAX_VALUE} if there is none
   */
  static MemoryFacts of(Facts facts) {
    var group = facts.group().apply("memory");
    if (group.isEmpty()) {
      return new MemoryFacts(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0, Map.of());
    }
    var directory = group.get();
    var stat = directory.table("memory.stat");
    return directory.unified() ? unified(facts, directory, stat) : legacy(directory, stat);
  }

  private static MemoryFacts unified(
      Facts facts, StatsDirectory directory, Map<String, Long> stat) {
    return new MemoryFacts(
        least(facts, "memory.max"),
        directory.number("memory.current"),
        least(facts, "memory.swap.max"),
        directory.number("memory.swap.current"),
        stat);
  }

  private static long least(Facts facts, String file) {
    return facts
        .upwards("memory")
        .filter(directory -> directory.has(file))
        .mapToLong(directory -> directory.number(file))
        .filter(limit -> limit != StatsDirectory.MAX)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private static MemoryFacts legacy(StatsDirectory directory, Map<String, Long> stat) {
    long limit = stat.getOrDefault("hierarchical_memory_limit", Long.MAX_VALUE);
    long both = stat.getOrDefault("hierarchical_memsw_limit", Long.MAX_VALUE);
    return new MemoryFacts(
        limit,
        directory.number("memory.usage_in_bytes"),
        Math.max(0, both - limit),
        stat.getOrDefault("total_swap", 0L),
        stat);
  }

  /** The limit if it means anything on a machine with so much memory. */
  OptionalLong limitBelow(long machine) {
    return limit < machine ? OptionalLong.of(limit) : OptionalLong.empty();
  }
}

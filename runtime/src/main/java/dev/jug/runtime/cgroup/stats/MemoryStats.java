package dev.jug.runtime.cgroup.stats;

import static dev.jug.runtime.cgroup.stats.StatsDirectory.MAX;

import java.util.Map;

/**
 * Memory in bytes (admin-guide/cgroup-v1/memory.rst, "Memory" in admin-guide/cgroup-v2.rst).
 *
 * @param usage memory
 * @param swap memory and swap together, in both versions
 * @param kernel the kernel's own for the group, part of {@code usage}
 * @param kernelTCP buffers of TCP sockets, version 1 only
 * @param cache content of files
 * @param raw all of {@code memory.stat}
 */
public record MemoryStats(
    Amount usage, Amount swap, Amount kernel, Amount kernelTCP, long cache, Map<String, Long> raw) {
  static final MemoryStats NONE =
      new MemoryStats(Amount.NONE, Amount.NONE, Amount.NONE, Amount.NONE, 0, Map.of());

  public MemoryStats {
    raw = Map.copyOf(raw);
  }

  /**
   * One kind of memory.
   *
   * @param limit bytes that may be used; as an unsigned number its greatest value (−1) is what
   *     version 2 calls {@code max}
   * @param usage bytes in use
   * @param max most that ever were, 0 where the kernel does not say
   * @param failcnt how often the limit was met
   */
  public record Amount(long limit, long usage, long max, long failcnt) {
    static final Amount NONE = new Amount(0, 0, 0, 0);
  }

  static MemoryStats read(StatsDirectory directory) {
    var raw = directory.table("memory.stat");
    return directory.unified() ? unified(directory, raw) : legacy(directory, raw);
  }

  private static MemoryStats legacy(StatsDirectory directory, Map<String, Long> raw) {
    return new MemoryStats(
        amount(directory, "memory."),
        amount(directory, "memory.memsw."),
        amount(directory, "memory.kmem."),
        amount(directory, "memory.kmem.tcp."),
        raw.getOrDefault("cache", 0L),
        raw);
  }

  private static Amount amount(StatsDirectory directory, String prefix) {
    return new Amount(
        directory.number(prefix + "limit_in_bytes"),
        directory.number(prefix + "usage_in_bytes"),
        directory.number(prefix + "max_usage_in_bytes"),
        directory.number(prefix + "failcnt"));
  }

  private static MemoryStats unified(StatsDirectory directory, Map<String, Long> raw) {
    var usage =
        new Amount(
            directory.number("memory.max"),
            directory.number("memory.current"),
            directory.number("memory.peak"),
            directory.table("memory.events").getOrDefault("max", 0L));
    var kernel = new Amount(0, raw.getOrDefault("kernel", 0L), 0, 0);
    long cache = raw.getOrDefault("file", 0L);
    return new MemoryStats(usage, together(usage, directory), kernel, Amount.NONE, cache, raw);
  }

  private static Amount together(Amount memory, StatsDirectory directory) {
    if (!directory.has("memory.swap.current")) {
      return Amount.NONE;
    }
    long swap = directory.number("memory.swap.max");
    return new Amount(
        swap == MAX || memory.limit() == MAX ? MAX : swap + memory.limit(),
        directory.number("memory.swap.current") + memory.usage(),
        0,
        directory.table("memory.swap.events").getOrDefault("fail", 0L));
  }
}

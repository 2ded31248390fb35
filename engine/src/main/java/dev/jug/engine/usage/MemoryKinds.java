package dev.jug.engine.usage;

import dev.jug.runtime.cgroup.stats.MemoryStats;

/**
 * What the memory of a container holds, in bytes. A page belongs to whoever touched it first: of a
 * file that two containers read, one has all of it in its account and the other none.
 *
 * @param anonymous heaps, stacks, and whatever else no file has
 * @param file content of files
 * @param shared tmpfs, and memory that processes share by it
 * @param kernel the kernel's own for the container: page tables, sockets, names of files
 */
public record MemoryKinds(long anonymous, long file, long shared, long kernel) {
  /** In version 1 the numbers with {@code total_} are those of the group and what is below it. */
  static MemoryKinds of(MemoryStats memory) {
    var raw = memory.raw();
    boolean unified = raw.containsKey("anon");
    long shared = number(memory, unified ? "shmem" : "total_shmem");
    long cache = unified ? number(memory, "file") : number(memory, "total_cache");
    return new MemoryKinds(
        number(memory, unified ? "anon" : "total_rss"),
        Math.max(0, cache - shared),
        shared,
        memory.kernel().usage());
  }

  private static long number(MemoryStats memory, String key) {
    return memory.raw().getOrDefault(key, 0L);
  }
}

package dev.jug.engine.usage;

import dev.jug.linux.fs.SmallFile;
import java.nio.file.Path;
import java.util.List;

/**
 * What processes have in memory, and how much of it is theirs alone
 * (Documentation/filesystems/proc.rst, smaps_rollup).
 *
 * @param processes how many were looked at
 * @param resident bytes that they would take if nobody shared a page with anybody (RSS)
 * @param proportional bytes that they take if each page is divided among all who have it (PSS)
 */
public record SharedMemory(int processes, long resident, long proportional) {
  private static final SharedMemory NONE = new SharedMemory(0, 0, 0);
  private static final long KIB = 1024;

  /**
   * Looks at processes; those that have ended meanwhile are left out.
   *
   * @param proc where proc is mounted
   */
  public static SharedMemory of(Path proc, List<Integer> pids) {
    return pids.stream()
        .map(pid -> proc.resolve(pid.toString()).resolve("smaps_rollup"))
        .flatMap(file -> SmallFile.read(file).stream())
        .map(SharedMemory::parse)
        .reduce(NONE, SharedMemory::plus);
  }

  private static SharedMemory parse(String rollup) {
    return new SharedMemory(1, bytes(rollup, "Rss:"), bytes(rollup, "Pss:"));
  }

  private static long bytes(String rollup, String field) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .sum();
  }

  /** Both together. */
  public SharedMemory plus(SharedMemory other) {
    return new SharedMemory(
        processes + other.processes, resident + other.resident, proportional + other.proportional);
  }

  /** Bytes that are not needed because pages are shared. */
  public long saved() {
    return Math.max(0, resident - proportional);
  }
}

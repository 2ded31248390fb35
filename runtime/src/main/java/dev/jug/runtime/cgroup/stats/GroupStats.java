package dev.jug.runtime.cgroup.stats;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a group and those below it have used, shaped like the statistics of runc's {@code events
 * --stats}. A controller that the machine lacks has zeros, empty lists and empty maps.
 *
 * @param cpu processor time
 * @param cpuset processors and memory nodes
 * @param memory memory
 * @param pids processes and threads
 * @param blkio block devices
 * @param hugetlb huge pages, by size such as {@code 2MB}
 */
public record GroupStats(
    CpuStats cpu,
    CpusetStats cpuset,
    MemoryStats memory,
    PidsStats pids,
    BlkioStats blkio,
    Map<String, HugetlbStats> hugetlb) {
  public GroupStats {
    hugetlb = Map.copyOf(hugetlb);
  }

  /**
   * Reads them.
   *
   * @param directories where the group's files of a controller are, by the controller's name; the
   *     one for blocks is {@code io} in version 2 and {@code blkio} in version 1
   */
  public static GroupStats read(Function<String, Optional<StatsDirectory>> directories) {
    return new GroupStats(
        CpuStats.read(directories),
        directories.apply("cpuset").map(CpusetStats::read).orElse(CpusetStats.NONE),
        directories.apply("memory").map(MemoryStats::read).orElse(MemoryStats.NONE),
        directories.apply("pids").map(PidsStats::read).orElse(PidsStats.NONE),
        directories
            .apply("io")
            .or(() -> directories.apply("blkio"))
            .map(BlkioStats::read)
            .orElse(BlkioStats.NONE),
        directories.apply("hugetlb").map(HugetlbStats::read).orElse(Map.of()));
  }
}

package dev.jug.engine.usage;

import dev.jug.runtime.cgroup.stats.BlkioStats;
import dev.jug.runtime.cgroup.stats.GroupStats;
import java.time.Instant;
import java.util.Map;

/**
 * What a container has used when somebody looked. Rates follow from two of them.
 *
 * @param read when that was
 * @param group what its cgroup counts
 * @param machine what the machine counts
 * @param networks traffic by network interface of the container, without loopback; empty if it has
 *     the host's network
 */
public record Usage(
    Instant read, GroupStats group, MachineUsage machine, Map<String, NetworkUsage> networks) {
  public Usage {
    networks = Map.copyOf(networks);
  }

  /**
   * Bytes of memory without what the kernel would give away first, content of files that nobody has
   * looked at for long; Docker counts so.
   */
  public long memoryUsed() {
    var memory = group.memory();
    long all = memory.usage().usage();
    long idle =
        memory
            .raw()
            .getOrDefault("total_inactive_file", memory.raw().getOrDefault("inactive_file", 0L));
    return idle < all ? all - idle : all;
  }

  /** What its memory holds. */
  public MemoryKinds memoryKinds() {
    return MemoryKinds.of(group.memory());
  }

  /** Bytes of memory it may use, which is what the machine has if it has no limit. */
  public long memoryLimit() {
    long limit = group.memory().usage().limit();
    boolean none = limit == 0 || Long.compareUnsigned(limit, machine.memory()) > 0;
    return none ? machine.memory() : limit;
  }

  /** Percent of one processor since another look; 0 if no time has gone by. */
  public double cpuPercent(Usage earlier) {
    double used = group.cpu().usage().total() - earlier.group.cpu().usage().total();
    double all = machine.cpuNanos() - earlier.machine.cpuNanos();
    return used > 0 && all > 0 ? used / all * machine.processors() * 100 : 0;
  }

  /** Bytes received and sent. */
  public Traffic network() {
    return new Traffic(
        networks.values().stream().mapToLong(NetworkUsage::receivedBytes).sum(),
        networks.values().stream().mapToLong(NetworkUsage::sentBytes).sum());
  }

  /** Bytes read from and written to block devices. */
  public Traffic block() {
    return new Traffic(blockBytes("Read"), blockBytes("Write"));
  }

  private long blockBytes(String operation) {
    return group.blkio().ioServiceBytesRecursive().stream()
        .filter(entry -> entry.op().equalsIgnoreCase(operation))
        .mapToLong(BlkioStats.Entry::value)
        .sum();
  }

  /**
   * Bytes in two directions.
   *
   * @param in received or read
   * @param out sent or written
   */
  public record Traffic(long in, long out) {}
}

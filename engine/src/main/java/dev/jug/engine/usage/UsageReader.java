package dev.jug.engine.usage;

import dev.jug.runtime.cgroup.stats.GroupStats;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Looks at what containers use.
 *
 * @param proc where proc is mounted
 * @param clock tells when that was
 */
public record UsageReader(Path proc, InstantSource clock) {
  /** One that looks at this machine. */
  public static UsageReader ofMachine(InstantSource clock) {
    return new UsageReader(Path.of("/proc"), clock);
  }

  /**
   * Looks.
   *
   * @param pid of a process in the container
   * @param ownNetwork whether it has a network of its own
   */
  public Usage read(GroupStats group, int pid, boolean ownNetwork) {
    var networks = ownNetwork ? NetworkUsage.read(proc, pid) : Map.<String, NetworkUsage>of();
    return new Usage(clock.instant(), group, MachineUsage.read(proc), networks);
  }
}

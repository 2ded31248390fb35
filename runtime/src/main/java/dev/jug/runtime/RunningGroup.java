package dev.jug.runtime;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.cgroup.OomVictim;
import dev.jug.runtime.cgroup.OomWatch;
import dev.jug.runtime.cgroup.UseWatch;
import dev.jug.runtime.cgroup.stats.GroupStats;
import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.util.List;
import java.util.Optional;

/** All processes of a container that runs, as one: its cgroup. */
public interface RunningGroup {
  /**
   * Stops every process; returns when the last has stopped.
   *
   * @throws CgroupException if that takes too long; they go on then
   */
  void freeze();

  /**
   * Lets the processes go on.
   *
   * @throws CgroupException if they cannot
   */
  void thaw();

  /**
   * Whether every process has stopped.
   *
   * @throws CgroupException if the group is gone
   */
  boolean isFrozen();

  /** Kills every process, frozen ones too; returns when they are gone, or after two seconds. */
  void kill();

  /** The process ids, as the engine sees them; empty once the group is gone. */
  List<Integer> processes();

  /**
   * What they have used.
   *
   * @throws CgroupException if the group is gone
   */
  GroupStats stats();

  /** How many of them the kernel has killed for want of memory. */
  long kills();

  /** Those of the killed that the kernel's log still has, the latest last. */
  List<OomVictim> victims();

  /**
   * Begins to watch for more of them.
   *
   * @throws CgroupException if the group is gone, or the machine counts no memory
   * @throws dev.jug.linux.SysException if the group goes away meanwhile
   */
  OomWatch watchKills();

  /**
   * Begins to watch how much of the memory limit is in use.
   *
   * @param percent of the limit, 1 … 100
   * @return empty if there is no limit
   * @throws dev.jug.linux.SysException if the group is gone
   */
  Optional<UseWatch> watchUse(int percent);

  /**
   * Where the kernel tells of the group what belongs to a controller, such as {@code memory}; empty
   * if this machine does not have it. The group may be gone.
   */
  Optional<StatsDirectory> files(String controller);

  /**
   * Changes limits; those that are null stay as they are.
   *
   * @throws CgroupException if the kernel refuses one; then none has changed
   * @throws dev.jug.oci.runtime.InvalidSpecException if one makes no sense here
   * @throws dev.jug.runtime.systemd.SystemdException if systemd owns the group and refuses
   */
  void update(Resources resources);
}

package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.RunningGroup;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.cgroup.ContainerGroup;
import dev.jug.runtime.cgroup.OomVictim;
import dev.jug.runtime.cgroup.OomWatch;
import dev.jug.runtime.cgroup.UseWatch;
import dev.jug.runtime.cgroup.stats.GroupStats;
import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.util.List;
import java.util.Optional;

/**
 * The group that a launch gave its container.
 *
 * @param cgroups the machine's
 * @param group the container's
 */
record LaunchedGroup(Cgroups cgroups, ContainerGroup group) implements RunningGroup {
  @Override
  public void freeze() {
    cgroups.freeze(group.path());
  }

  @Override
  public void thaw() {
    cgroups.thaw(group.path());
  }

  @Override
  public boolean isFrozen() {
    return cgroups.frozen(group.path());
  }

  @Override
  public void kill() {
    cgroups.kill(group.path());
  }

  @Override
  public List<Integer> processes() {
    return cgroups.processes(group.path());
  }

  @Override
  public GroupStats stats() {
    return cgroups.stats(group.path());
  }

  @Override
  public Optional<StatsDirectory> files(String controller) {
    return cgroups.files(group.path(), controller);
  }

  @Override
  public long kills() {
    return cgroups.kills(group.path());
  }

  @Override
  public List<OomVictim> victims() {
    return cgroups.victims(group.path());
  }

  @Override
  public OomWatch watchKills() {
    return cgroups.watchMemory(group.path());
  }

  @Override
  public Optional<UseWatch> watchUse(int percent) {
    return cgroups.watchUse(group.path(), percent);
  }

  @Override
  public void update(Resources resources) {
    group.update(resources);
  }
}

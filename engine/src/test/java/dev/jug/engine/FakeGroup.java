package dev.jug.engine;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.RunningGroup;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.cgroup.OomVictim;
import dev.jug.runtime.cgroup.OomWatch;
import dev.jug.runtime.cgroup.UseWatch;
import dev.jug.runtime.cgroup.stats.GroupStats;
import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A group that remembers what it was told. */
final class FakeGroup implements RunningGroup {
  final List<Resources> updates = new ArrayList<>();
  final List<OomVictim> victims = new CopyOnWriteArrayList<>();
  List<Integer> processes = List.of();
  @Nullable CgroupException refusal;
  private volatile boolean frozen;

  @Override
  public void freeze() {
    refuse();
    frozen = true;
  }

  @Override
  public void thaw() {
    refuse();
    frozen = false;
  }

  @Override
  public boolean isFrozen() {
    return frozen;
  }

  @Override
  public void kill() {
    processes = List.of();
    frozen = false;
  }

  @Override
  public List<Integer> processes() {
    return processes;
  }

  @Override
  public GroupStats stats() {
    return GroupStats.read(_ -> Optional.empty());
  }

  @Override
  public Optional<StatsDirectory> files(String controller) {
    return Optional.empty();
  }

  @Override
  public long kills() {
    return victims.size();
  }

  @Override
  public List<OomVictim> victims() {
    return List.copyOf(victims);
  }

  @Override
  public OomWatch watchKills() {
    throw new CgroupException("a fake group has no events");
  }

  @Override
  public Optional<UseWatch> watchUse(int percent) {
    return Optional.empty();
  }

  @Override
  public void update(Resources resources) {
    refuse();
    updates.add(resources);
  }

  private void refuse() {
    if (refusal != null) {
      throw refusal;
    }
  }
}

package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.cgroup.Cgroups;

/**
 * Processes and groups that belong to no container, for those who want to look at what single calls
 * do. What an engine leaves of them at its death the next one removes.
 */
public final class Laboratory {
  private final LauncherPool pool;
  private final Cgroups cgroups;
  private final String parent;

  Laboratory(LauncherPool pool, Cgroups cgroups, String parent) {
    this.pool = pool;
    this.cgroups = cgroups;
    this.parent = parent;
  }

  /** The machine's hierarchies. */
  public CgroupLayout layout() {
    return cgroups.layout();
  }

  /** The group under which those of containers are. */
  public String parent() {
    return parent;
  }

  /**
   * What it takes to make a group beside those of containers, and to enter it; it is not made.
   *
   * @param name not that of a group that is there
   */
  public CgroupSetup group(String name, Resources limits) {
    cgroups.prepare(parent);
    return cgroups.setup(parent + "/" + name, limits);
  }

  /** Removes such a group, if it is there, and kills what is in it. */
  public void remove(String name) {
    cgroups.remove(parent + "/" + name);
  }

  /** Has a process of its own execute a plan. */
  public HeldProcess start(HeldPlan plan) {
    var launcher = pool.take();
    pool.refill();
    return HeldProcess.start(launcher, plan);
  }
}

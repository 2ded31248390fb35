package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import dev.jug.runtime.Laboratory;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.cgroup.Cgroups;

/**
 * Processes and groups of no container: launchers of the pool, and groups beside those of
 * containers.
 */
final class LauncherLaboratory implements Laboratory {
  private final LauncherPool pool;
  private final Cgroups cgroups;
  private final String parent;

  LauncherLaboratory(LauncherPool pool, Cgroups cgroups, String parent) {
    this.pool = pool;
    this.cgroups = cgroups;
    this.parent = parent;
  }

  @Override
  public CgroupLayout layout() {
    return cgroups.layout();
  }

  @Override
  public String parent() {
    return parent;
  }

  @Override
  public CgroupSetup group(String name, Resources limits) {
    cgroups.prepare(parent);
    return cgroups.setup(parent + "/" + name, limits);
  }

  @Override
  public void remove(String name) {
    cgroups.remove(parent + "/" + name);
  }

  @Override
  public HeldProcess start(HeldPlan plan) {
    var launcher = pool.take();
    pool.refill();
    return HeldLauncher.start(launcher, plan);
  }
}

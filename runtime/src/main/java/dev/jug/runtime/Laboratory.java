package dev.jug.runtime;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.CgroupSetup;

/**
 * Processes and groups that belong to no container, for those who want to look at what single calls
 * do. What an engine leaves of them at its death the next one removes.
 */
public interface Laboratory {
  /** The machine's hierarchies. */
  CgroupLayout layout();

  /** The group under which those of containers are. */
  String parent();

  /**
   * What it takes to make a group beside those of containers, and to enter it; it is not made.
   *
   * @param name not that of a group that is there
   */
  CgroupSetup group(String name, Resources limits);

  /** Removes such a group, if it is there, and kills what is in it. */
  void remove(String name);

  /** Has a process of its own execute a plan. */
  HeldProcess start(HeldPlan plan);
}

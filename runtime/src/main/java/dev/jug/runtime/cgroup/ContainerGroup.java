package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources;

/**
 * The group of one container, changed and removed through whoever owns it: ourselves, or systemd on
 * a machine where all groups are to be its units. Everything that only reads, freezes or kills is
 * the same for both and is in {@link Cgroups}, by the {@link #path()}.
 */
public sealed interface ContainerGroup permits PlainGroup, SystemdScope {
  /** The group, the same in all hierarchies. */
  String path();

  /**
   * Changes limits, as {@link Cgroups#update}.
   *
   * @throws dev.jug.runtime.systemd.SystemdException if systemd owns the group and refuses
   */
  void update(Resources resources);

  /**
   * Kills what is left in the group and removes it, as {@link Cgroups#remove}.
   *
   * @throws dev.jug.runtime.systemd.SystemdException if systemd owns the group and refuses
   */
  void remove();
}

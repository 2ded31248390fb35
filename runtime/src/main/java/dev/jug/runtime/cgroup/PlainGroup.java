package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources;

/**
 * A group that we make ourselves.
 *
 * @param cgroups the machine's
 * @param path the group, such as {@code /jug/ID}
 */
public record PlainGroup(Cgroups cgroups, String path) implements ContainerGroup {
  @Override
  public void update(Resources resources) {
    cgroups.update(path, resources);
  }

  @Override
  public void remove() {
    cgroups.remove(path);
  }
}

package dev.jug.runtime.cgroup;

import java.nio.file.Path;
import java.util.List;

/**
 * One mounted cgroup hierarchy (cgroups(7)).
 *
 * @param mount where it is mounted
 * @param controllers its controllers by kernel name, such as {@code memory}; a v1 hierarchy without
 *     any has its name instead, such as {@code name=systemd}
 */
public record Hierarchy(Path mount, List<String> controllers) {
  public Hierarchy {
    controllers = List.copyOf(controllers);
  }

  /** The directory of a group. */
  public Path group(String path) {
    return mount.resolve(path.substring(1));
  }
}

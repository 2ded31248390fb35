package dev.jug.runtime.compile;

import java.nio.file.Path;
import java.util.List;

/**
 * One cgroup hierarchy as a container sees it.
 *
 * @param mount where the host has it
 * @param name directory below the mount target, empty for the target itself
 * @param type {@code cgroup} or {@code cgroup2}
 * @param data which hierarchy, such as {@code cpu,cpuacct}
 * @param links other names for it, such as {@code cpu}
 */
public record CgroupView(Path mount, String name, String type, String data, List<String> links) {
  public CgroupView {
    links = List.copyOf(links);
  }
}

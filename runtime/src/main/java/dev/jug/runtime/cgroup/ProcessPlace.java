package dev.jug.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which groups a process is in, as {@code /proc/PID/cgroup} says (cgroups(7)).
 *
 * @param started when the process began, in clock ticks since the machine did (proc_pid_stat(5),
 *     field 22): process ids are given again
 * @param groups by controllers, separated by commas; nothing for version 2
 */
public record ProcessPlace(long started, Map<String, String> groups) {
  private static final int START_TIME = 19;

  public ProcessPlace {
    groups = Map.copyOf(groups);
  }

  /**
   * Where a process is.
   *
   * @throws CgroupException if there is no such process
   */
  public static ProcessPlace of(int pid) {
    try {
      var process = Path.of("/proc", Integer.toString(pid));
      return parse(
          Files.readString(process.resolve("stat")), Files.readAllLines(process.resolve("cgroup")));
    } catch (IOException e) {
      throw new CgroupException("No such process: " + pid, e);
    }
  }

  /** A program's name may have any characters in it. */
  static ProcessPlace parse(String stat, List<String> lines) {
    var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    var groups = new LinkedHashMap<String, String>();
    for (var line : lines) {
      var parts = line.split(":", 3);
      groups.put(parts[1], parts[2]);
    }
    return new ProcessPlace(Long.parseLong(fields[START_TIME]), groups);
  }

  /** Its group in a hierarchy; empty for the root. */
  Optional<String> in(Hierarchy hierarchy) {
    var named = Set.copyOf(hierarchy.controllers());
    return groups.entrySet().stream()
        .filter(e ->
            e.getKey().isEmpty()
                ? Files.exists(hierarchy.mount().resolve("cgroup.controllers"))
                : named.equals(Set.of(e.getKey().split(",", -1))))
        .map(Map.Entry::getValue)
        .filter(path -> path.length() > 1)
        .findFirst();
  }

  /** Whether it is below a group, in any hierarchy. */
  public boolean isBelow(String group) {
    return groups.values().stream().anyMatch(path -> (path + "/").startsWith(group + "/"));
  }
}

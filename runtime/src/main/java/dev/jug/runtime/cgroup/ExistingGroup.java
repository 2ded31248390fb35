package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A group whose path somebody else chose, and may have made. */
final class ExistingGroup {
  private final CgroupLayout layout;
  private final Groups groups;
  private final String path;

  ExistingGroup(CgroupLayout layout, Groups groups, String path) {
    this.layout = layout;
    this.groups = groups;
    this.path = path;
  }

  boolean isThere() {
    return groups.isThere(path);
  }

  /**
   * Two containers in one group would have one set of limits, and be killed together.
   *
   * @throws InvalidSpecException if somebody is in it
   */
  void demandEmpty() {
    var processes = groups.processes(path);
    if (!processes.isEmpty()) {
      throw new InvalidSpecException(
          "linux.cgroupsPath: in "
              + path
              + " there is process "
              + processes.getFirst()
              + " already: choose another path, or end it");
    }
  }

  List<Path> missing(List<Path> directories) {
    return directories.stream().filter(directory -> !Files.isDirectory(directory)).toList();
  }

  /**
   * Whoever made a group of version 1 may not have given it processors: nothing could join it.
   *
   * @return empty if there is no such group in that hierarchy
   */
  Optional<List<Write>> cpuset() {
    return layout
        .legacy("cpuset")
        .map(h -> h.group(path))
        .filter(Files::isDirectory)
        .map(ExistingGroup::inherited);
  }

  private static List<Write> inherited(Path group) {
    return SharedGroup.CPUSET.stream()
        .map(group::resolve)
        .filter(file -> GroupFile.read(file).filter(String::isEmpty).isPresent())
        .map(file -> new Write(file, above(file), "linux.cgroupsPath"))
        .toList();
  }

  private static String above(Path file) {
    var parent = Objects.requireNonNull(file.getParent());
    return GroupFile.read(parent.resolveSibling(file.getFileName())).orElse("");
  }

  /** Its rules may be any by now. */
  List<Write> devices(List<DeviceRule> rules) {
    return layout
        .legacy("devices")
        .map(h -> DeviceRules.followed(h.group(path), rules))
        .map(DeviceRules::fromAnyState)
        .orElse(List.of());
  }
}

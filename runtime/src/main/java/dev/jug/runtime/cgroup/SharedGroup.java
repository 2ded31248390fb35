package dev.jug.runtime.cgroup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The group under which all containers lie. */
final class SharedGroup {
  private static final List<String> WANTED =
      List.of("cpu", "cpuset", "memory", "pids", "io", "hugetlb");

  private final CgroupLayout layout;

  SharedGroup(CgroupLayout layout) {
    this.layout = layout;
  }

  void prepare(String path) {
    try {
      for (var hierarchy : layout.legacy()) {
        var group = Files.createDirectories(hierarchy.group(path));
        if (hierarchy.controllers().contains("cpuset")) {
          inheritCpuset(group);
        }
      }
      if (layout.unified().isPresent()) {
        delegate(layout.unified().get(), path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cgroup " + path + " cannot be prepared: " + e.getMessage(), e);
    }
  }

  /**
   * A cpuset group is empty at first and nothing can join it; with clone_children its children
   * start with its content.
   */
  private static void inheritCpuset(Path group) throws IOException {
    for (var file : List.of("cpuset.cpus", "cpuset.mems")) {
      if (Files.readString(group.resolve(file)).isBlank()) {
        var parent = group.resolveSibling(file);
        Files.writeString(group.resolve(file), Files.readString(parent).strip());
      }
    }
    Files.writeString(group.resolve("cgroup.clone_children"), "1");
  }

  /**
   * A group's children have the controllers that it enables for them; each level must pass them on.
   */
  private static void delegate(Hierarchy hierarchy, String path) throws IOException {
    var enable =
        hierarchy.controllers().stream()
            .filter(WANTED::contains)
            .map(c -> "+" + c)
            .collect(Collectors.joining(" "));
    var group = hierarchy.mount();
    pass(group, enable);
    for (var name : Path.of(path)) {
      group = group.resolve(name);
      Files.createDirectories(group);
      pass(group, enable);
    }
  }

  private static void pass(Path group, String enable) throws IOException {
    if (!enable.isEmpty()) {
      Files.writeString(group.resolve("cgroup.subtree_control"), enable);
    }
  }
}

package dev.jug.runtime.cgroup;

import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The group under which all containers lie. */
final class SharedGroup {
  static final List<String> CPUSET = List.of("cpuset.cpus", "cpuset.mems");
  private static final List<String> WANTED =
      List.of("cpu", "cpuset", "memory", "pids", "io", "hugetlb", "rdma");

  private final CgroupLayout layout;

  SharedGroup(CgroupLayout layout) {
    this.layout = layout;
  }

  void prepare(String path) {
    try {
      for (var hierarchy : layout.legacy()) {
        make(hierarchy, path);
      }
      if (layout.unified().isPresent()) {
        delegate(layout.unified().get(), path);
      }
    } catch (AccessDeniedException e) {
      throw new UncheckedIOException(
          "cgroup " + path + " cannot be prepared: " + e.getFile() + ": permission denied", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cgroup " + path + " cannot be prepared: " + e.getMessage(), e);
    }
  }

  /** Makes a group in the hierarchies of version 1, with what lies above it. */
  void makeLegacy(String path) {
    try {
      for (var hierarchy : layout.legacy()) {
        make(hierarchy, path);
      }
    } catch (IOException e) {
      throw new CgroupException("cgroup " + path + " cannot be made: " + GroupFile.reason(e), e);
    }
  }

  private static void make(Hierarchy hierarchy, String path) throws IOException {
    boolean cpuset = hierarchy.controllers().contains("cpuset");
    var group = hierarchy.mount();
    for (var name : Path.of(path)) {
      group = group.resolve(name);
      Files.createDirectories(group);
      if (cpuset) {
        inheritCpuset(group);
      }
    }
  }

  /**
   * A cpuset group is empty at first and nothing can join it; with clone_children its children
   * start with its content.
   */
  private static void inheritCpuset(Path group) throws IOException {
    for (var file : CPUSET) {
      if (Files.readString(group.resolve(file)).isBlank()) {
        Files.writeString(group.resolve(file), content(group.resolveSibling(file)));
      }
    }
    Files.writeString(group.resolve("cgroup.clone_children"), "1");
  }

  private static String content(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  /** The same for a group right below a hierarchy's root, whose settings are not ours to change. */
  List<Write> inherited(String path) {
    var hierarchy = layout.legacy("cpuset");
    if (hierarchy.isEmpty() || Path.of(path).getNameCount() > 1) {
      return List.of();
    }
    var group = hierarchy.get().group(path);
    try {
      var writes = new ArrayList<Write>();
      for (var file : CPUSET) {
        var value = content(group.resolveSibling(file));
        writes.add(new Write(group.resolve(file), value, "linux.cgroupsPath"));
      }
      return writes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

package dev.jug.engine.lab;

import dev.jug.runtime.Laboratory;
import dev.jug.runtime.cgroup.Hierarchy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups that there are: all hierarchies, and in each the groups of the engine's containers.
 */
final class GroupTree {
  private static final int SHOWN = 6;

  private final Laboratory laboratory;

  GroupTree(Laboratory laboratory) {
    this.laboratory = laboratory;
  }

  LabStep step() throws IOException {
    var lines = new ArrayList<String>();
    for (var hierarchy : laboratory.layout().legacy()) {
      add(hierarchy, "version 1", lines);
    }
    var unified = laboratory.layout().unified();
    if (unified.isPresent()) {
      add(unified.get(), "version 2", lines);
    }
    return new LabStep(
        "what is there",
        "grep cgroup /proc/self/mountinfo; cat /sys/fs/cgroup/*/cgroup.procs",
        "openat(2), read(2), getdents64(2)",
        lines);
  }

  private void add(Hierarchy hierarchy, String version, List<String> lines) throws IOException {
    var subsystems = String.join(", ", hierarchy.controllers());
    lines.add(
        "hierarchy %s (%s), subsystems: %s"
            .formatted(hierarchy.mount(), version, subsystems.isEmpty() ? "none" : subsystems));
    lines.add("  group /: " + shown(hierarchy.mount()));
    var own = hierarchy.mount().resolve(laboratory.parent().substring(1));
    if (Files.isDirectory(own)) {
      lines.add("  group " + laboratory.parent() + ": " + shown(own));
      addBelow(own, lines);
    }
  }

  private void addBelow(Path group, List<String> lines) throws IOException {
    try (var below = Files.newDirectoryStream(group, Files::isDirectory)) {
      for (var child : below) {
        var name = laboratory.parent() + "/" + child.getFileName();
        lines.add("    group " + name + ": " + shown(child));
      }
    }
  }

  /** Groups come and go while one looks. */
  private static String shown(Path group) throws IOException {
    try {
      var tasks = CgroupExperiment.tasks(group);
      var some = String.join(" ", tasks.subList(0, Math.min(SHOWN, tasks.size())));
      var more = tasks.size() > SHOWN ? " …" : "";
      return switch (tasks.size()) {
        case 0 -> "no task";
        case 1 -> "1 task: " + some;
        default -> tasks.size() + " tasks: " + some + more;
      };
    } catch (NoSuchFileException e) {
      return "gone";
    }
  }
}

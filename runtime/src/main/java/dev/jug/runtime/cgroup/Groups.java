package dev.jug.runtime.cgroup;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.proc.Pidfd;
import dev.jug.linux.proc.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Groups that exist: what is in them, and how they go away. */
final class Groups {
  private static final int PAUSE_MILLIS = 10;

  private final CgroupLayout layout;

  Groups(CgroupLayout layout) {
    this.layout = layout;
  }

  private Stream<Path> everywhere(String path) {
    return Stream.concat(layout.legacy().stream(), layout.unified().stream())
        .map(hierarchy -> hierarchy.group(path));
  }

  /**
   * One write where the kernel can do it (cgroup.kill, Linux 5.14); else until nobody is left,
   * forks included.
   */
  void kill(String path) {
    var file = layout.unified().map(h -> h.group(path).resolve("cgroup.kill"));
    if (file.filter(Files::exists).isPresent()) {
      write(file.get(), "1");
    }
    Patience.until(PAUSE_MILLIS, () -> killed(path));
  }

  private boolean killed(String path) {
    var left = processes(path);
    for (int pid : left) {
      Pidfd.open(pid)
          .ifPresent(process -> {
            try (process) {
              process.signal(Signal.KILL);
            }
          });
    }
    if (!left.isEmpty()) {
      thaw(path);
    }
    return left.isEmpty();
  }

  /** A frozen process dies only when it is thawed, and a container may have frozen its own. */
  private void thaw(String path) {
    layout.legacy("freezer").map(h -> h.group(path)).stream()
        .flatMap(group -> below(group).stream())
        .forEach(group -> write(group.resolve("freezer.state"), "THAWED"));
  }

  /** Most are empty by now, and gone with one call each; only the others are looked into. */
  void remove(String path) {
    var left = everywhere(path).filter(group -> !isGone(group)).toList();
    if (!left.isEmpty()) {
      kill(path);
      left.forEach(group -> below(group).forEach(Groups::removeOne));
    }
  }

  /** Removes the group from every hierarchy if nothing is in it; says whether it is gone. */
  boolean vanish(String path) {
    return everywhere(path).filter(group -> !isGone(group)).findFirst().isEmpty();
  }

  private static boolean isGone(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The group and everything below it, the deepest first. */
  private static List<Path> below(Path group) {
    try (var tree = Files.walk(group)) {
      return tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** The kernel needs a moment after the last process before a group counts as empty. */
  private static void removeOne(Path group) {
    if (!Patience.until(PAUSE_MILLIS, () -> isGone(group))) {
      throw new SysException("rmdir", Errno.EBUSY, group);
    }
  }

  List<Integer> processes(String path) {
    var pids = new TreeSet<Integer>();
    everywhere(path).flatMap(group -> below(group).stream()).forEach(g -> collect(g, pids));
    return List.copyOf(pids);
  }

  private static void collect(Path group, Set<Integer> pids) {
    try {
      Files.readAllLines(group.resolve("cgroup.procs")).forEach(l -> pids.add(Integer.valueOf(l)));
    } catch (IOException e) {
      // The group went away meanwhile, and with it its processes.
    }
  }

  List<String> children(String parent) {
    return everywhere(parent).flatMap(Groups::names).distinct().sorted().toList();
  }

  private static Stream<String> names(Path group) {
    try (var entries = Files.list(group)) {
      return entries
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.of();
    }
  }

  boolean isThere(String path) {
    return everywhere(path).anyMatch(Files::isDirectory);
  }

  private static void write(Path file, String value) {
    try {
      Files.writeString(file, value);
    } catch (IOException e) {
      // The group went away meanwhile; what this write was to do has happened.
    }
  }
}

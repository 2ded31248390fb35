package dev.jug.runtime.cgroup;

import dev.jug.linux.SysException;
import dev.jug.linux.bpf.DevicePrograms;
import dev.jug.oci.runtime.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Moves the processes of a container's group to a new one under another parent: the kernel renames
 * no group across parents. Both are frozen meanwhile, so nobody sees the container between two
 * budgets, and nothing forks. The freezer goes last: a process that leaves a frozen group of
 * version 1 for one that is not goes on. Cut off at any instant, it can be done again.
 */
final class GroupMove {
  private final CgroupLayout layout;
  private final Groups groups;

  GroupMove(CgroupLayout layout, Groups groups) {
    this.layout = layout;
    this.groups = groups;
  }

  /**
   * Moves them.
   *
   * @param setup of the group they go to
   * @param stopped whether they are to stay frozen
   */
  void run(String from, String to, CgroupSetup setup, boolean stopped) {
    refuseInner(from);
    try {
      make(setup);
      frozen(from, to, stopped);
    } catch (RuntimeException e) {
      undo(from, to, stopped, e);
      throw e;
    }
    leave(from, to);
  }

  /** Whoever came late, as one more process of the container, comes along. */
  private void leave(String from, String to) {
    boolean gone =
        Patience.until(
            1,
            () -> {
              drain(from, to);
              return groups.vanish(from);
            });
    if (!gone) {
      throw new CgroupException("cgroup " + from + " stays busy");
    }
  }

  /** What a container made below its group has limits that we know nothing of. */
  private void refuseInner(String from) {
    var inner = groups.children(from);
    if (!inner.isEmpty()) {
      throw new InvalidSpecException(
          "it has groups of its own below cgroup "
              + from
              + ", such as "
              + inner.getFirst()
              + ": stop it, move it, and start it again");
    }
  }

  private void make(CgroupSetup setup) {
    try {
      for (var directory : setup.directories()) {
        Files.createDirectories(directory);
      }
      setup.unified().ifPresent(GroupMove::make);
    } catch (IOException e) {
      throw new CgroupException("a group cannot be made: " + GroupFile.reason(e), e);
    }
    new GroupWrites().apply(setup.writes());
    if (setup.deviceFilter().isPresent()) {
      filter(setup.unified().orElseThrow(), setup.deviceFilter().get());
    }
  }

  private static void make(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CgroupException(directory + " cannot be made: " + GroupFile.reason(e), e);
    }
  }

  private static void filter(Path group, byte[] program) {
    try (var programs = DevicePrograms.of(group)) {
      programs.replace(program);
    } catch (SysException e) {
      throw new CgroupException("linux.resources.devices: " + e.getMessage(), e);
    }
  }

  private void frozen(String from, String to, boolean stopped) {
    var freezers = freezers(from, to);
    freezers.forEach(Freezer::freeze);
    drain(from, to);
    if (!stopped && !freezers.isEmpty()) {
      freezers.getLast().thaw();
    }
  }

  private List<Freezer> freezers(String from, String to) {
    boolean can = layout.legacy("freezer").isPresent() || layout.unified().isPresent();
    return can ? List.of(new Freezer(layout, from), new Freezer(layout, to)) : List.of();
  }

  private void drain(String from, String to) {
    var moved = new ArrayList<String>();
    inOrder().forEach(h -> drain(h.group(from), h.group(to), moved));
  }

  private Stream<Hierarchy> inOrder() {
    var all = Stream.concat(layout.legacy().stream(), layout.unified().stream()).toList();
    return Stream.concat(
        all.stream().filter(h -> !isFreezer(h)), all.stream().filter(GroupMove::isFreezer));
  }

  private static boolean isFreezer(Hierarchy hierarchy) {
    return hierarchy.controllers().contains("freezer");
  }

  /** Until nobody is left: where nothing can be frozen, processes fork meanwhile. */
  static void drain(Path from, Path to, List<String> moved) {
    boolean empty = Patience.until(1, () -> drained(from, to, moved));
    if (!empty) {
      throw new CgroupException("processes come to " + from + " faster than they can be moved");
    }
  }

  private static boolean drained(Path from, Path to, List<String> moved) {
    try {
      var pids = Files.readAllLines(from.resolve("cgroup.procs"));
      for (var pid : pids) {
        enter(to, pid);
        moved.add(pid);
      }
      return pids.isEmpty();
    } catch (NoSuchFileException _) {
      return true;
    } catch (IOException e) {
      throw new CgroupException(from + " cannot be read: " + GroupFile.reason(e), e);
    }
  }

  private static void enter(Path to, String pid) {
    try {
      GroupFile.write(to.resolve("cgroup.procs"), pid);
    } catch (IOException e) {
      if (Files.exists(Path.of("/proc", pid)) && !GroupFile.reason(e).contains("No such process")) {
        throw new CgroupException(
            "process " + pid + " cannot enter " + to + ": " + GroupFile.reason(e), e);
      }
    }
  }

  private void undo(String from, String to, boolean stopped, RuntimeException why) {
    try {
      if (groups.isThere(to)) {
        drain(to, from);
        groups.remove(to);
      }
      if (!stopped && !freezers(from, to).isEmpty()) {
        new Freezer(layout, from).thaw();
      }
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }
}

package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchOption;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.cgroup.ContainerGroup;
import dev.jug.runtime.cgroup.PlainGroup;
import dev.jug.runtime.cgroup.ScopeName;
import dev.jug.runtime.cgroup.SystemdScope;
import dev.jug.runtime.systemd.SystemdException;
import dev.jug.runtime.systemd.SystemdSocket;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Which cgroup a launch gets, who makes it, and what becomes of it. */
final class LaunchGroups {
  private final Cgroups cgroups;
  private final String parent;

  /**
   * @param parent the group under which containers lie that do not say where
   */
  LaunchGroups(Cgroups cgroups, String parent) {
    this.cgroups = cgroups;
    this.parent = parent;
  }

  private static Linux linux(Spec spec) {
    return Objects.requireNonNull(spec.linux());
  }

  private static String asked(Launch launch) {
    return Objects.requireNonNullElse(linux(launch.spec()).cgroupsPath(), "");
  }

  private static boolean bySystemd(Launch launch) {
    return launch.has(LaunchOption.SYSTEMD_CGROUP);
  }

  /** The group of a container, such as {@code /jug/ID}. */
  String path(Launch launch) {
    return bySystemd(launch)
        ? ScopeName.of(asked(launch)).path()
        : path(launch.id(), asked(launch));
  }

  private String path(String id, String asked) {
    if (asked.isEmpty()) {
      return own(id);
    }
    return asked.startsWith("/") ? asked : parent + "/" + asked;
  }

  private String own(String id) {
    return parent + "/" + id;
  }

  private boolean isOwn(Launch launch, String path) {
    return path.equals(own(launch.id()));
  }

  /** What the plan does about the group. */
  CgroupSetup setup(Launch launch) {
    if (bySystemd(launch)) {
      return CgroupSetup.NONE;
    }
    var path = path(launch);
    var resources = resources(launch);
    return isOwn(launch, path) ? cgroups.setup(path, resources) : cgroups.adopt(path, resources);
  }

  private static Resources resources(Launch launch) {
    return Objects.requireNonNull(linux(launch.spec()).resources());
  }

  /** What the plan of one more process does. */
  CgroupSetup join(ExecLaunch launch) {
    var asked = Objects.requireNonNullElse(linux(launch.spec()).cgroupsPath(), "");
    return cgroups.join(path(launch.containerId(), asked));
  }

  /**
   * A spec may name a group whose parents are not there yet; ours are. They stay, as with runc.
   * Before the plan, which looks at them for the files that the kernel offers.
   */
  void prepare(Launch launch) {
    if (!bySystemd(launch) && !isOwn(launch, path(launch))) {
      cgroups.prepareAbove(path(launch));
    }
  }

  /** From here on the group is this launch's to remove. */
  void take(Launch launch) {
    if (!isOwn(launch, path(launch))) {
      TakenGroup.of(launch.state()).take(path(launch));
    }
  }

  /** Kills what is left in the group and removes it, if it is this launch's. */
  void release(Launch launch) {
    var path = path(launch);
    if (isOwn(launch, path) || TakenGroup.of(launch.state()).is(path)) {
      group(launch, path).remove();
    }
  }

  /**
   * Moves a container that runs to the group that another launch of it names.
   *
   * @param record makes it known; if the move does not succeed, who asks takes that back
   */
  void move(Launch from, Launch to, boolean stopped, Runnable record) {
    if (bySystemd(from) || bySystemd(to)) {
      throw new CgroupException("a scope of systemd cannot be moved");
    }
    var note = new MoveNote(from.state());
    note.write(path(from));
    record.run();
    move(path(from), to, stopped);
    note.remove();
  }

  private void move(String from, Launch to, boolean stopped) {
    cgroups.move(from, path(to), resources(to), stopped);
    if (isOwn(to, path(to))) {
      TakenGroup.of(to.state()).leave();
    } else {
      TakenGroup.of(to.state()).take(path(to));
    }
  }

  /** Completes a move that an engine did not live to complete. */
  void completeMove(Launch launch, boolean stopped) {
    var note = new MoveNote(launch.state());
    var from = note.read();
    if (from.isPresent()) {
      if (!from.get().equals(path(launch)) && !cgroups.processes(from.get()).isEmpty()) {
        move(from.get(), launch, stopped);
      }
      note.remove();
    }
  }

  /** The group of a container that runs. */
  ContainerGroup group(Launch launch) {
    return group(launch, path(launch));
  }

  private ContainerGroup group(Launch launch, String path) {
    return bySystemd(launch)
        ? new SystemdScope(cgroups, SystemdSocket.ofSystem(), ScopeName.of(asked(launch)), path)
        : new PlainGroup(cgroups, path);
  }

  /** Has systemd put the process into its scope, if it is to do that. */
  Optional<IntConsumer> scope(Launch launch) {
    return bySystemd(launch) ? Optional.of(pid -> makeScope(launch, pid)) : Optional.empty();
  }

  private void makeScope(Launch launch, int pid) {
    var name = ScopeName.of(asked(launch));
    try {
      SystemdScope.start(cgroups, SystemdSocket.ofSystem(), name, pid, resources(launch));
    } catch (SystemdException | CgroupException e) {
      throw new LaunchException(
          LaunchException.Kind.OTHER, Optional.empty(), "linux.cgroupsPath: " + e.getMessage());
    }
  }
}

package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.flags;

import dev.jug.linux.Call;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Each kind of namespace by itself: what a process sees no more, or sees otherwise. */
final class NamespacesExperiment implements Experiment {
  private static final String SHIFT = "monotonic 86400 0";
  private static final String IDS = "0 100000 65536";

  /** Those that a process enters itself; its children enter pid and time. */
  private static final List<NamespaceKind> OWN =
      List.of(
          NamespaceKind.UTS,
          NamespaceKind.IPC,
          NamespaceKind.NETWORK,
          NamespaceKind.MOUNT,
          NamespaceKind.CGROUP);

  @Override
  public String name() {
    return "namespaces";
  }

  @Override
  public String what() {
    return "each kind of namespace by itself: uts, ipc, net, mnt, cgroup, time, pid, user";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var kinds = OWN.stream().filter(NamespacesExperiment::isThere).toList();
    var mount = Files.createDirectory(bench.directory().resolve("mount"));
    var held = new HeldPlan();
    write(held, kinds, mount);
    try (var process = bench.laboratory().start(held)) {
      new Course(process, mount, seen).follow(kinds);
    }
    seen.accept(
        new LabStep(
            "what is left",
            "exit",
            "exit_group(2)",
            "namespaces went with their last process; tmpfs at %s: %s"
                .formatted(
                    mount, new Seen(own()).mounts(mount) ? "left" : "gone with its namespace")));
  }

  /** Older kernels have fewer kinds. */
  private static boolean isThere(NamespaceKind kind) {
    return Files.exists(Path.of("/proc/self/ns", kind.procName()));
  }

  private static long own() {
    return ProcessHandle.current().pid();
  }

  private static void write(HeldPlan held, List<NamespaceKind> kinds, Path mount) {
    Births.introduce(held);
    var plan = held.steps();
    for (var kind : kinds) {
      unshare(held, kind);
      if (kind == NamespaceKind.MOUNT) {
        Scratch.mount(plan, mount);
      }
      held.stop();
    }
    if (isThere(NamespaceKind.TIME)) {
      unshare(held, NamespaceKind.TIME);
      held.stop();
    }
    unshare(held, NamespaceKind.PID);
    Births.fork(held);
    if (isThere(NamespaceKind.USER)) {
      unshare(held, NamespaceKind.USER);
      held.stop();
    }
    plan.exit(0);
  }

  private static void unshare(HeldPlan held, NamespaceKind kind) {
    held.steps().because("a " + kind.procName() + " namespace of its own");
    held.steps().call(Call.UNSHARE, flags(kind.cloneFlag(), kind.flagName()));
  }

  /** One run of it. */
  private record Course(HeldProcess process, Path mount, Consumer<LabStep> seen) {
    void follow(List<NamespaceKind> kinds) throws IOException {
      var self = new Seen(process.hear());
      for (var kind : kinds) {
        process.next();
        seen.accept(step(self, kind));
      }
      if (isThere(NamespaceKind.TIME)) {
        process.next();
        seen.accept(time(self));
      }
      process.go();
      var child = Births.born(process);
      seen.accept(
          new LabStep(
              "pid: numbers of processes",
              "unshare --pid --fork",
              "unshare(CLONE_NEWPID), clone3(2): the child is in it, the caller is not",
              child.namespace(NamespaceKind.PID) + ", not " + self.namespace(NamespaceKind.PID),
              child.status("NSpid") + ": its number outside, and inside"));
      if (isThere(NamespaceKind.USER)) {
        process.next();
        seen.accept(user(child));
      }
      process.go();
    }

    private LabStep step(Seen self, NamespaceKind kind) throws IOException {
      var effects = new ArrayList<String>();
      var outside = new Seen(own());
      effects.add("%s, not %s".formatted(self.namespace(kind), outside.namespace(kind)));
      switch (kind) {
        case NETWORK -> {
          effects.add(
              "/proc/%d/net/dev: %s".formatted(self.pid(), String.join(" ", self.devices())));
          effects.add("and outside: " + outside.devices().size() + " devices");
        }
        case MOUNT -> {
          effects.add(
              "tmpfs at %s: %s".formatted(mount, self.mounts(mount) ? "there" : "not there"));
          effects.add("and outside: " + (outside.mounts(mount) ? "there" : "not there"));
        }
        default -> {
          // The number says all that can be seen from outside.
        }
      }
      return new LabStep(kind.procName() + ": " + what(kind), shell(kind), call(kind), effects);
    }

    private static String what(NamespaceKind kind) {
      return switch (kind) {
        case UTS -> "names of the host";
        case IPC -> "System V queues, semaphores, shared memory; POSIX queues";
        case NETWORK -> "devices, addresses, routes, ports, rules";
        case MOUNT -> "what is mounted where";
        case CGROUP -> "which group looks like /";
        case PID, TIME, USER -> kind.procName();
      };
    }

    private String shell(NamespaceKind kind) {
      return kind == NamespaceKind.MOUNT
          ? "unshare --mount; mount -t tmpfs tmpfs " + mount
          : "unshare --" + kind.procName();
    }

    private static String call(NamespaceKind kind) {
      return kind == NamespaceKind.MOUNT
          ? "unshare(CLONE_NEWNS), mount(2) with MS_REC|MS_PRIVATE: nothing travels, mount(2)"
          : "unshare(" + kind.flagName() + ")";
    }

    /** Only before it has a process: the offsets cannot change any more then. */
    private static LabStep time(Seen self) throws IOException {
      var offsets = Path.of("/proc", Long.toString(self.pid()), "timens_offsets");
      Files.writeString(offsets, SHIFT, StandardOpenOption.WRITE);
      var effects = new ArrayList<String>();
      effects.add(
          self.link("ns/time_for_children")
              + " for its children, it stays in "
              + self.link("ns/time"));
      Files.readAllLines(offsets)
          .forEach(line -> effects.add(offsets + ": " + line.replaceAll("\\s+", " ")));
      return new LabStep(
          "time: clocks that count from the start",
          "unshare --time; echo " + SHIFT + " > " + offsets,
          "unshare(CLONE_NEWTIME), openat(2), write(2)",
          effects);
    }

    private static LabStep user(Seen child) throws IOException {
      var map = Path.of("/proc", Long.toString(child.pid()), "uid_map");
      var before = Files.readString(map).strip();
      Files.writeString(map, IDS, StandardOpenOption.WRITE);
      return new LabStep(
          "user: ids and rights",
          "unshare --user; echo " + IDS + " > " + map,
          "unshare(CLONE_NEWUSER); openat(2), write(2) by somebody outside",
          child.namespace(NamespaceKind.USER)
              + ", not "
              + new Seen(own()).namespace(NamespaceKind.USER),
          map + " at first: " + (before.isEmpty() ? "empty: all are 65534, nobody" : before),
          map + ": " + Files.readString(map).strip().replaceAll("\\s+", " "),
          child.status("CapEff") + ": all rights, over what belongs to the namespace");
    }
  }
}

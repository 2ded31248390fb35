package dev.jug.engine.lab;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import dev.jug.runtime.cgroup.Hierarchy;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The machine's groups in the kernel's terms, and how a process gets into one. */
final class CgroupExperiment implements Experiment {
  @Override
  public String name() {
    return "cgroup";
  }

  @Override
  public String what() {
    return "hierarchies, subsystems, groups and tasks of this machine; inheriting and moving";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    seen.accept(new GroupTree(bench.laboratory()).step());
    var held = new HeldPlan();
    var groups = new GroupWork(held.steps(), bench, Resources.NONE);
    write(held, groups);
    try (var process = bench.laboratory().start(held)) {
      follow(bench, groups, process, seen);
    } finally {
      bench.laboratory().remove(bench.name());
    }
    seen.accept(
        new LabStep(
            "remove the group",
            "kill PID; rmdir " + groups.everywhere(""),
            "exit_group(2), rmdir(2)",
            "groups that are left: "
                + groups.directories().stream().filter(Files::exists).count()));
  }

  private static void write(HeldPlan held, GroupWork groups) {
    Births.introduce(held);
    groups.make();
    groups.limit();
    held.stop();
    groups.enter();
    held.stop();
    Births.fork(held);
    held.steps().exit(0);
  }

  private static void follow(
      Bench bench, GroupWork groups, HeldProcess process, Consumer<LabStep> seen)
      throws IOException {
    var self = new Seen(process.hear());
    seen.accept(begun(self));
    process.go();
    process.hear();
    seen.accept(
        new LabStep(
            "make a group",
            "mkdir " + groups.everywhere(""),
            "mkdirat(2), once for each hierarchy",
            "a directory is a group; its files come with it; tasks in it: "
                + tasks(groups.directories().getFirst()).size()));
    process.go();
    process.hear();
    seen.accept(
        new LabStep(
            "enter it",
            "echo $$ | tee " + groups.everywhere("/cgroup.procs"),
            "openat(2), write(2) of \"0\": the writer itself",
            self.placesShown()));
    process.go();
    var child = Births.born(process);
    seen.accept(
        new LabStep(
            "have a child",
            "sleep inf &",
            "clone3(2) without CLONE_INTO_CGROUP",
            inherited(self, child)));
    seen.accept(moved(bench, self, child));
    seen.accept(refused(groups.directories().getFirst()));
    process.go();
  }

  /** The rule of a new hierarchy holds for each that nobody has made groups in. */
  private static LabStep begun(Seen self) throws IOException {
    var effects = new ArrayList<String>();
    effects.addAll(inherited(new Seen(ProcessHandle.current().pid()), self));
    long roots = self.groups().values().stream().filter("/"::equals).count();
    effects.add(
        "when a hierarchy is mounted all tasks are in its root group; this one still is in %d of %d"
            .formatted(roots, self.groups().size()));
    return new LabStep(
        "a new process", "sleep inf &", "posix_spawn(3): clone(2), execve(2)", effects);
  }

  private static List<String> inherited(Seen parent, Seen child) throws IOException {
    boolean same = parent.groups().equals(child.groups());
    var effects = new ArrayList<>(child.placesShown());
    effects.add(
        "%s, process %d: %s"
            .formatted(
                same ? "the groups of its parent" : "not the groups of its parent",
                parent.pid(),
                same ? "they are inherited" : "somebody has moved it"));
    return effects;
  }

  /** Groups of one hierarchy say nothing about another. */
  private static LabStep moved(Bench bench, Seen parent, Seen child) throws IOException {
    var hierarchy = GroupWork.hierarchies(bench.laboratory().layout()).getFirst();
    var door = hierarchy.mount().resolve("cgroup.procs");
    Files.writeString(door, Long.toString(child.pid()), StandardOpenOption.WRITE);
    var effects = new ArrayList<>(child.placesShown());
    effects.add("its parent stays: " + place(hierarchy, parent));
    return new LabStep(
        "move the child to the root of one hierarchy",
        "echo " + child.pid() + " > " + door,
        "openat(2), write(2)",
        effects);
  }

  private static LabStep refused(Path group) throws IOException {
    var effects = new ArrayList<String>();
    try {
      Files.delete(group);
      effects.add("gone");
    } catch (FileSystemException e) {
      effects.add(e.getReason() + ": its tasks are " + String.join(" ", tasks(group)));
    }
    return new LabStep("remove a group in use", "rmdir " + group, "rmdir(2)", effects);
  }

  private static String place(Hierarchy hierarchy, Seen process) throws IOException {
    Map<String, String> groups = process.groups();
    var key = String.join(",", hierarchy.controllers());
    return groups.getOrDefault(key, groups.getOrDefault("version 2", "/"));
  }

  static List<String> tasks(Path group) throws IOException {
    return Files.readAllLines(group.resolve("cgroup.procs"));
  }
}

package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.bpf.DevicePrograms;
import dev.jug.linux.fs.SmallFile;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import dev.jug.runtime.cgroup.Hierarchy;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.PlanBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the steps by which a process makes a group of its own and enters it. */
final class GroupWork {
  private static final Arg HERE = flags(-100, "AT_FDCWD");
  private static final Arg WRITE = flags(1, "O_WRONLY");

  private final PlanBuilder plan;
  private final CgroupSetup setup;
  private final CgroupLayout layout;
  private final String group;

  GroupWork(PlanBuilder plan, Bench bench, Resources limits) {
    this.plan = plan;
    this.setup = bench.laboratory().group(bench.name(), limits);
    this.layout = bench.laboratory().layout();
    this.group = bench.group();
  }

  /** All hierarchies of a machine. */
  static List<Hierarchy> hierarchies(CgroupLayout layout) {
    return Stream.concat(layout.legacy().stream(), layout.unified().stream()).toList();
  }

  /** Makes the group in each hierarchy. */
  void make() {
    plan.because("a group in each hierarchy");
    setup
        .directories()
        .forEach(path -> plan.call(Call.MKDIRAT, HERE, plan.text(path.toString()), mode(0755)));
  }

  /** Writes its limits, and what has to be written before anybody can be in it. */
  void limit() {
    for (var write : setup.writes()) {
      plan.because(write.reason());
      write(write.file(), write.value());
    }
  }

  /** Goes into it: what is written is a process id, and 0 stands for the writer. */
  void enter() {
    plan.because("enter the group");
    setup.joins().forEach(file -> write(file, "0"));
    setup.unified().ifPresent(directory -> write(directory.resolve("cgroup.procs"), "0"));
  }

  /** In version 2 a program decides on devices, which is no file and is attached from outside. */
  void filterDevices() {
    setup
        .deviceFilter()
        .ifPresent(program -> {
          try (var programs = DevicePrograms.of(setup.unified().orElseThrow())) {
            programs.replace(program);
          }
        });
  }

  private void write(Path file, String value) {
    var open = plan.slot("file");
    plan.call(Call.OPENAT, HERE, plan.text(file.toString()), WRITE, num(0)).into(open);
    plan.call(Call.WRITE, var(open), plan.text(value), num(value.length()));
    plan.call(Call.CLOSE, var(open));
  }

  /** What its limits are, once they are written. */
  LabStep limited(String what) {
    var shell =
        limits().stream()
            .map(write -> "echo " + write.value() + " > " + write.file())
            .collect(Collectors.joining("; "));
    return new LabStep(
        what, shell, "openat(2), write(2)", limits().stream().map(GroupWork::readBack).toList());
  }

  private static String readBack(Write write) {
    return write.file() + ": " + SmallFile.read(write.file()).map(String::strip).orElse("gone");
  }

  /** The limits that were asked for; rules for devices are many, and every group has some. */
  List<Write> limits() {
    return setup.writes().stream()
        .filter(write -> !write.file().getFileName().toString().startsWith("devices."))
        .toList();
  }

  List<Path> directories() {
    return setup.directories();
  }

  /** Files of the group in all hierarchies, as a shell has them in one word if that is possible. */
  String everywhere(String file) {
    var mounts = hierarchies(layout).stream().map(Hierarchy::mount).toList();
    var above = mounts.stream().map(Path::getParent).distinct().toList();
    return above.size() == 1 && mounts.size() > 1
        ? above.getFirst() + "/{" + names(mounts) + "}" + group + file
        : mounts.stream().map(mount -> mount + group + file).collect(Collectors.joining(" "));
  }

  private static String names(List<Path> mounts) {
    return mounts.stream()
        .map(mount -> mount.getFileName().toString())
        .collect(Collectors.joining(","));
  }
}

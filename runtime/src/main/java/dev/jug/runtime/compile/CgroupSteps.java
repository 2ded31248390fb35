package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The container's cgroup: made and limited by the launcher, entered by the child. A v1 group is
 * entered by writing {@code 0} to {@code tasks}, which moves the writing thread only; cgroup.procs
 * would take a lock that makes every process on the machine wait. A v2 group is entered by clone3
 * itself.
 */
final class CgroupSteps {
  private static final int PROGRAM_LOAD = 5;
  private static final int PROGRAM_ATTACH = 8;
  private static final int TYPE_CGROUP_DEVICE = 15;
  private static final int ATTACH_DEVICE = 6;
  private static final int ALLOW_MULTI = 2;
  private static final int ATTRIBUTE_BYTES = 48;

  private final PlanBuilder plan;
  private final CgroupSetup setup;
  private final FileSteps files;
  private final List<Slot> doors = new ArrayList<>();

  CgroupSteps(PlanBuilder plan, CgroupSetup setup) {
    this.plan = plan;
    this.setup = setup;
    this.files = new FileSteps(plan);
  }

  /** In the launcher: makes the groups and writes the limits. */
  void make() {
    plan.because("linux.cgroupsPath");
    for (var directory : setup.directories()) {
      plan.call(Call.MKDIRAT, Flag.CWD, plan.text(directory.toString()), mode(0755));
    }
    for (var write : setup.writes()) {
      plan.because(write.reason());
      files.write(write.file(), write.value()).hint(write.advice());
    }
    setup.deviceFilter().ifPresent(this::filterDevices);
  }

  /** In the launcher: opens what the child will enter by, while it still has every right. */
  void open() {
    plan.because("linux.cgroupsPath: open the doors");
    for (var file : setup.joins()) {
      var door = plan.slot("tasks" + doors.size());
      plan.call(Call.OPENAT, Flag.CWD, plan.text(file.toString()), Flag.WRITE, Flag.ZERO)
          .into(door);
      doors.add(door);
    }
    setup.unified().ifPresent(this::openUnified);
  }

  private void openUnified(Path directory) {
    plan.call(Call.OPENAT, Flag.CWD, plan.text(directory.toString()), Flag.DIRECTORY, Flag.ZERO)
        .into(plan.slot("unified"));
  }

  /** The descriptor for CLONE_INTO_CGROUP. */
  Optional<Slot> unified() {
    return setup.unified().map(_ -> plan.slot("unified"));
  }

  /** In the child, first of all: from here on what it uses counts as the container's. */
  void enter() {
    if (doors.isEmpty()) {
      return;
    }
    plan.because("linux.cgroupsPath: enter (own thread only, no global lock)");
    doors.forEach(door -> files.put(door, "0"));
    doors.forEach(files::close);
  }

  private void filterDevices(byte[] program) {
    plan.because("linux.resources.devices: load the filter");
    var code = Block.bytes(program, "device filter");
    var licence = Block.text("Apache-2.0");
    var load =
        Block.struct(ATTRIBUTE_BYTES, "{BPF_PROG_TYPE_CGROUP_DEVICE, device filter}")
            .put(0, 4, TYPE_CGROUP_DEVICE)
            .put(4, 4, program.length / 8)
            .link(8, code)
            .link(16, licence);
    var filter = plan.slot("filter");
    bpf(PROGRAM_LOAD, "BPF_PROG_LOAD", load).into(filter);
    setup.unified().ifPresent(directory -> attach(filter, directory));
    files.close(filter);
  }

  private void attach(Slot filter, Path directory) {
    plan.because("linux.resources.devices: attach the filter");
    openUnified(directory);
    var group = plan.slot("unified");
    var attach =
        Block.struct(ATTRIBUTE_BYTES, "{unified, filter, BPF_CGROUP_DEVICE, BPF_F_ALLOW_MULTI}")
            .put(8, 4, ATTACH_DEVICE)
            .put(12, 4, ALLOW_MULTI);
    plan.store(attach, 0, 4, var(group));
    plan.store(attach, 4, 4, var(filter));
    bpf(PROGRAM_ATTACH, "BPF_PROG_ATTACH", attach);
    files.close(group);
  }

  private dev.jug.runtime.plan.Op bpf(int command, String name, Block attribute) {
    return plan.call(Call.BPF, flags(command, name), Arg.at(attribute), num(ATTRIBUTE_BYTES));
  }
}

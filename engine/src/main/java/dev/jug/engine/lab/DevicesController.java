package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Stream;

/** The devices of a group: asked about when one is opened, whatever its node is called. */
final class DevicesController implements Controller {
  private static final String USUAL = "/dev/null";
  private static final String OTHER = "/dev/kmsg";

  /** Is not made, or is gone at once. */
  private static final String NODE = "/dev/.jug-lab-node";

  /** That of the kernel's log, 1:11 (Documentation/admin-guide/devices.txt). */
  private static final long OTHER_NUMBER = 1 << 8 | 11;

  @Override
  public String name() {
    return "devices";
  }

  /** Version 2 has a program of ours decide. */
  @Override
  public String unifiedName() {
    return "";
  }

  @Override
  public String what() {
    return "the devices of a group: which can be opened, whoever makes a node of them";
  }

  /** Every group of ours has a list, so nothing is to be said. */
  @Override
  public Resources limits() {
    return Resources.NONE;
  }

  @Override
  public void before(HeldPlan held) {
    var plan = held.steps();
    plan.because("a device, before it is in the group");
    open(plan, OTHER, plan.slot("early"));
  }

  @Override
  public void work(HeldPlan held) {
    var plan = held.steps();
    var results = Stream.of("usual", "other", "made", "own", "earlier").map(plan::slot).toList();
    plan.because("devices, in the group");
    open(plan, USUAL, results.get(0)).accept();
    open(plan, OTHER, results.get(1)).accept();
    plan.call(
            Call.MKNODAT,
            FileWork.HERE,
            plan.text(NODE),
            flags(0x2000 | 0600, "S_IFCHR|0600"),
            num(OTHER_NUMBER))
        .into(results.get(2))
        .accept();
    open(plan, NODE, results.get(3)).accept();
    plan.call(Call.UNLINKAT, FileWork.HERE, plan.text(NODE), num(0)).accept(Errno.ENOENT);
    plan.call(Call.LSEEK, var(plan.slot("early")), num(0), flags(2, "SEEK_END"))
        .into(results.get(4))
        .accept();
    results.forEach(result -> held.stop(var(result)));
  }

  private static Op open(PlanBuilder plan, String path, Slot into) {
    return plan.call(Call.OPENAT, FileWork.HERE, plan.text(path), flags(0, "O_RDONLY"), num(0))
        .into(into);
  }

  @Override
  public LabStep limited(Meeting meeting) {
    var files = meeting.files();
    if (!files.legacy()) {
      return new LabStep(
          "a group with a list of devices",
          "bpftool cgroup attach " + files.group() + " cgroup_device …",
          "bpf(BPF_PROG_LOAD), bpf(BPF_PROG_ATTACH): version 2 has a program decide",
          "the program knows the devices of a default container");
    }
    return new LabStep(
        "a group with a list of devices",
        "echo a > " + files.file("devices.deny", "") + "; echo 'c 1:3 rwm' > …/devices.allow; …",
        "openat(2), write(2)",
        files.shown("devices.list", ""));
  }

  @Override
  public void follow(Meeting meeting) throws IOException {
    var effects = new ArrayList<String>();
    effects.add("open " + USUAL + ": " + Outcome.of(meeting.process().next(), "done"));
    effects.add("open " + OTHER + ": " + Outcome.of(meeting.process().next(), "done"));
    effects.add("mknod node c 1 11: " + Outcome.of(meeting.process().next(), "done"));
    effects.add("open node: " + Outcome.of(meeting.process().next(), "done"));
    effects.add("root has all capabilities here, and a node of any name: the group refuses");
    meeting.saw(
        new LabStep(
            "devices, in the group",
            ": < " + USUAL + "; : < " + OTHER + "; mknod node c 1 11; : < node",
            "openat(2), mknodat(2), openat(2)",
            effects));
    meeting.saw(
        new LabStep(
            "a device that was opened before",
            "exec 9< " + OTHER + " before, and then: read line <&9",
            "lseek(2)",
            Outcome.of(meeting.process().next(), "it works")
                + ": the kernel asks when a device is opened, not when it is used"));
  }
}

package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.runtime.HostCommand;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Supervision.Field;
import java.nio.file.Path;

/**
 * Compiles the run of a command in a cgroup, and in no container: it is in the group before its
 * program is.
 */
public final class HostCommandCompiler {
  private final PlanBuilder plan = new PlanBuilder();
  private final HostCommand command;
  private final CgroupSetup group;

  /**
   * @param group what it enters
   */
  public HostCommandCompiler(HostCommand command, CgroupSetup group) {
    this.command = command;
    this.group = group;
  }

  /**
   * The plan.
   *
   * @param state existing directory of its own
   * @param files the command's standard files
   */
  public Plan compile(Path state, Streams files) {
    var streams = new StreamSteps(plan, files, false);
    var cgroup = new CgroupSteps(plan, group);
    streams.prepare(state);
    cgroup.open();
    var child = plan.label();
    plan.because("command: a new process");
    NamespaceSteps.birth(plan, 0, "0", cgroup.unified(), child);
    streams.keepOurEnds();
    plan.because("monitor: look after the command");
    streams.supervision().set(Field.PID, plan.slot("pid")).set(Field.PIDFD, plan.slot("pidfd"));
    plan.supervise(streams.supervision());
    plan.place(child);
    plan.asContainer();
    become(streams, cgroup);
    return plan.build();
  }

  private void become(StreamSteps streams, CgroupSteps cgroup) {
    cgroup.enter();
    streams.takeTheirEnds();
    plan.because("command: where it was asked for");
    plan.call(Call.CHDIR, plan.text(command.directory().toString()));
    plan.because("command: no descriptor of ours stays open over exec");
    plan.call(Call.CLOSE_RANGE, num(3), flags(0xffffffffL, "~0"), flags(4, "CLOSE_RANGE_CLOEXEC"));
    plan.because("command: " + command.program());
    plan.exec(command.candidates(), command.arguments(), command.environment());
  }
}

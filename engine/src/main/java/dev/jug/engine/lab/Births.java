package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Label;

/** Processes that an experiment has, by their numbers on the host. */
final class Births {
  private static final int ARGUMENT_BYTES = 88;
  private static final int SIGNAL_OFFSET = 32;
  private static final int SIGCHLD = 17;

  private Births() {}

  /** The process of a plan says who it is, and lets others look at it. */
  static void introduce(HeldPlan held) {
    var plan = held.steps();
    plan.because("a process like any other, which others may look at");
    plan.call(Call.PRCTL, num(4), num(1));
    plan.call(Call.GETPID).into(plan.slot("self"));
    held.stop(var(plan.slot("self")));
  }

  /** It has a child, which goes on with the plan; itself, it waits for the child's end. */
  static void fork(HeldPlan held) {
    var plan = held.steps();
    var child = plan.label();
    parent(held, child, nil());
    plan.exit(0);
    child(held, child);
  }

  /** The same, but it tells how the child ended (wait4(2)), and waits itself. */
  static void forkAndTell(HeldPlan held) {
    var plan = held.steps();
    var child = plan.label();
    var status = Block.room(Long.BYTES, "status");
    parent(held, child, at(status));
    plan.load(status, 0, Long.BYTES, plan.slot("status"));
    held.stop(var(plan.slot("status")));
    plan.exit(0);
    child(held, child);
  }

  private static void parent(HeldPlan held, Label child, Arg status) {
    var plan = held.steps();
    plan.because("a child");
    var arguments =
        Block.struct(ARGUMENT_BYTES, "{0, SIGCHLD}").put(SIGNAL_OFFSET, Long.BYTES, SIGCHLD);
    plan.clone(arguments, child).into(plan.slot("child"));
    held.tell(var(plan.slot("child")));
    plan.because("wait for it");
    plan.call(Call.WAIT4, var(plan.slot("child")), status, num(0), nil());
  }

  private static void child(HeldPlan held, Label child) {
    held.steps().place(child);
    held.steps().asContainer();
    held.stop();
  }

  /** The child after {@link #fork}: parent and child speak in any order, the child says 0. */
  static Seen born(HeldProcess process) {
    return new Seen(Math.max(process.hear(), process.hear()));
  }
}

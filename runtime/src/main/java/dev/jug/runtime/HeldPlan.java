package dev.jug.runtime;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;

/**
 * A plan that waits where somebody wants to look at what the kernel has done so far. Whoever waits
 * and is left alone ends.
 */
public final class HeldPlan {
  /** Bytes of what is told at once. */
  public static final int WORD = 8;

  private final PlanBuilder plan = new PlanBuilder();
  private final Slot line = plan.descriptor("line");

  /** What it does; a descriptor of its own comes first. */
  public PlanBuilder steps() {
    return plan;
  }

  /** Tells a value, which is then {@link HeldProcess#hear() heard}, and does not wait. */
  public void tell(Arg value) {
    var word = Block.room(WORD, "word");
    plan.store(word, 0, WORD, value);
    plan.call(Call.WRITE, var(line), at(word), num(WORD));
  }

  /** Tells a value, and waits until it is told to {@link HeldProcess#go() go on}. */
  public void stop(Arg value) {
    tell(value);
    plan.call(Call.READ, var(line), at(Block.room(WORD, "1 byte")), num(1)).zeroFails();
  }

  /** The same with nothing to tell. */
  public void stop() {
    stop(num(0));
  }

  /** The finished plan. */
  public Plan build() {
    return plan.build();
  }
}

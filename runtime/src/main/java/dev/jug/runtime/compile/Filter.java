package dev.jug.runtime.compile;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.seccomp.Answer;
import java.util.Optional;

/**
 * A compiled seccomp filter, ready to load.
 *
 * @param program the instructions, 8 bytes each
 * @param flags bits of SECCOMP_SET_MODE_FILTER
 * @param answer what calls are told that it notifies of; empty if an agent decides on them, or if
 *     it notifies of none
 */
@SuppressWarnings("ArrayRecordComponent") // Code on its way to the kernel, never compared.
public record Filter(byte[] program, long flags, Optional<Answer> answer) {
  private static final long NEW_LISTENER = 8;
  private static final int INSTRUCTION_BYTES = 8;
  private static final Arg SET_MODE_FILTER = Arg.flags(1, "SECCOMP_SET_MODE_FILTER");

  /** A filter that decides alone. */
  public Filter(byte[] program, long flags) {
    this(program, flags, Optional.empty());
  }

  /** Whether loading it gives a descriptor for an agent that decides on calls. */
  public boolean notifies() {
    return (flags & NEW_LISTENER) != 0 && answer.isEmpty();
  }

  /** Returns the operation, whose result is the listener if there is one. */
  Op load(PlanBuilder plan) {
    plan.because("linux.seccomp");
    int count = program.length / INSTRUCTION_BYTES;
    var code = Block.bytes(program, count + " instructions");
    var filter = Block.struct(16, count + " instructions").put(0, 2, count).link(8, code);
    return plan.call(Call.SECCOMP, SET_MODE_FILTER, Arg.num(flags), Arg.at(filter));
  }
}

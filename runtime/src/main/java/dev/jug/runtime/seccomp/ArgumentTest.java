package dev.jug.runtime.seccomp;

import dev.jug.linux.seccomp.Assembler;
import dev.jug.linux.seccomp.Assembler.Target;
import dev.jug.linux.seccomp.Assembler.Test;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Seccomp.Argument;

/**
 * Compares one argument. BPF sees 32 bits at a time, so a 64-bit argument is looked at in two
 * halves; on 32-bit architectures the upper half does not count.
 */
final class ArgumentTest {
  private static final int FIRST_ARGUMENT = 16;
  private static final int MOST_ARGUMENTS = 6;

  private final Assembler out;
  private final boolean narrow;

  ArgumentTest(Assembler out, boolean narrow) {
    this.out = out;
    this.narrow = narrow;
  }

  /** Falls through if the condition holds, goes to {@code otherwise} if not. */
  void write(Argument argument, Target otherwise) {
    if (argument.index() < 0 || argument.index() >= MOST_ARGUMENTS) {
      throw new InvalidSpecException(
          "linux.seccomp: argument index " + argument.index() + " is not 0 to 5");
    }
    var holds = out.target();
    long value = argument.value();
    switch (argument.op()) {
      case "SCMP_CMP_EQ" -> equal(argument, -1L, value, holds, otherwise);
      case "SCMP_CMP_NE" -> equal(argument, -1L, value, otherwise, holds);
      case "SCMP_CMP_MASKED_EQ" ->
          equal(argument, value, argument.valueTwo() & value, holds, otherwise);
      case "SCMP_CMP_GT" -> order(argument, Test.GREATER, holds, otherwise);
      case "SCMP_CMP_GE" -> order(argument, Test.AT_LEAST, holds, otherwise);
      case "SCMP_CMP_LT" -> order(argument, Test.AT_LEAST, otherwise, holds);
      case "SCMP_CMP_LE" -> order(argument, Test.GREATER, otherwise, holds);
      default ->
          throw new InvalidSpecException(
              "linux.seccomp: unknown operator \"" + argument.op() + '"');
    }
    out.place(holds);
  }

  private void equal(Argument argument, long mask, long value, Target yes, Target no) {
    if (!narrow) {
      var low = out.target();
      half(argument, 4, (int) (mask >>> 32));
      out.test(Test.EQUAL, (int) (value >>> 32), low, no);
      out.place(low);
    }
    half(argument, 0, (int) mask);
    out.test(Test.EQUAL, (int) value, yes, no);
  }

  private void order(Argument argument, Test test, Target yes, Target no) {
    if (!narrow) {
      var sameOrLess = out.target();
      var low = out.target();
      half(argument, 4, -1);
      int high = (int) (argument.value() >>> 32);
      out.test(Test.GREATER, high, yes, sameOrLess);
      out.place(sameOrLess);
      out.test(Test.EQUAL, high, low, no);
      out.place(low);
    }
    half(argument, 0, -1);
    out.test(test, (int) argument.value(), yes, no);
  }

  private void half(Argument argument, int offset, int mask) {
    out.load(FIRST_ARGUMENT + 8 * argument.index() + offset);
    if (mask != -1) {
      out.and(mask);
    }
  }
}

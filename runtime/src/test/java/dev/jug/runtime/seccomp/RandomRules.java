package dev.jug.runtime.seccomp;

import dev.jug.oci.runtime.Seccomp.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random conditions on system call arguments. */
final class RandomRules {
  /** In the numbering of libseccomp's enum scmp_compare. */
  static final List<String> OPERATORS =
      List.of("", "NE", "LT", "LE", "EQ", "GE", "GT", "MASKED_EQ");

  private RandomRules() {}

  /** One or two conditions, each on an argument of its own, as libseccomp wants it. */
  static List<Argument> arguments(Random random) {
    var arguments = new ArrayList<Argument>();
    int count = 1 + random.nextInt(2);
    for (int index = 0; index < count; index++) {
      long value = random.nextBoolean() ? random.nextInt(50) : random.nextLong();
      var operator = "SCMP_CMP_" + OPERATORS.get(1 + random.nextInt(7));
      arguments.add(new Argument(index, value, random.nextLong() & value, operator));
    }
    return arguments;
  }
}

package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;

import dev.jug.linux.Call;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Rlimit;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import java.util.List;

/** Resource limits of setrlimit(2). */
final class Limits {
  /** In the kernel's numbering. */
  private static final List<String> NAMES =
      List.of(
          "RLIMIT_CPU",
          "RLIMIT_FSIZE",
          "RLIMIT_DATA",
          "RLIMIT_STACK",
          "RLIMIT_CORE",
          "RLIMIT_RSS",
          "RLIMIT_NPROC",
          "RLIMIT_NOFILE",
          "RLIMIT_MEMLOCK",
          "RLIMIT_AS",
          "RLIMIT_LOCKS",
          "RLIMIT_SIGPENDING",
          "RLIMIT_MSGQUEUE",
          "RLIMIT_NICE",
          "RLIMIT_RTPRIO",
          "RLIMIT_RTTIME");

  private Limits() {}

  static void write(PlanBuilder plan, List<Rlimit> limits) {
    for (var limit : limits) {
      int number = NAMES.indexOf(limit.type());
      if (number < 0) {
        throw new InvalidSpecException(
            "process.rlimits: unknown type \"" + limit.type() + "\"; known are " + NAMES);
      }
      if (Long.compareUnsigned(limit.soft(), limit.hard()) > 0) {
        throw new InvalidSpecException(
            "process.rlimits: %s: soft limit %s is above hard limit %s"
                .formatted(
                    limit.type(),
                    Long.toUnsignedString(limit.soft()),
                    Long.toUnsignedString(limit.hard())));
      }
      plan.because("process.rlimits: " + limit.type());
      var shown = "{" + shown(limit.soft()) + ", " + shown(limit.hard()) + "}";
      var value = Block.struct(16, shown).put(0, 8, limit.soft()).put(8, 8, limit.hard());
      var resource = flags(number, limit.type());
      plan.call(Call.PRLIMIT64, Flag.ZERO, resource, Arg.at(value), Flag.NULL)
          .hint(
              "raising a hard limit needs CAP_SYS_RESOURCE, which the engine does not have here; ask for less");
    }
  }

  private static String shown(long value) {
    return value == -1 ? "unlimited" : Long.toUnsignedString(value);
  }
}

package dev.jug.oci.runtime;

import java.util.List;

/** What a system call filter must say (config-linux.md, "Seccomp"). */
final class SeccompCheck {
  private static final String FIELD = "linux.seccomp";

  private static final List<String> ACTIONS =
      List.of(
          "SCMP_ACT_KILL",
          "SCMP_ACT_KILL_PROCESS",
          "SCMP_ACT_KILL_THREAD",
          "SCMP_ACT_TRAP",
          "SCMP_ACT_ERRNO",
          "SCMP_ACT_TRACE",
          "SCMP_ACT_ALLOW",
          "SCMP_ACT_LOG",
          "SCMP_ACT_NOTIFY");

  private static final List<String> OPERATORS =
      List.of(
          "SCMP_CMP_NE",
          "SCMP_CMP_LT",
          "SCMP_CMP_LE",
          "SCMP_CMP_EQ",
          "SCMP_CMP_GE",
          "SCMP_CMP_GT",
          "SCMP_CMP_MASKED_EQ");

  private SeccompCheck() {}

  static void check(Seccomp filter) {
    Check.oneOf(filter.defaultAction(), ACTIONS, FIELD + ".defaultAction");
    for (var name : filter.architectures()) {
      Check.that(
          name.startsWith("SCMP_ARCH_"),
          FIELD + ".architectures",
          "\"" + name + "\" is not a name such as SCMP_ARCH_X86_64");
    }
    for (int i = 0; i < filter.syscalls().size(); i++) {
      rule(filter.syscalls().get(i), FIELD + ".syscalls[" + i + "]");
    }
  }

  private static void rule(Seccomp.Rule rule, String field) {
    Check.that(!rule.names().isEmpty(), field + ".names", "missing; a rule names system calls");
    Check.oneOf(rule.action(), ACTIONS, field + ".action");
    for (int i = 0; i < rule.args().size(); i++) {
      var argument = rule.args().get(i);
      var name = field + ".args[" + i + "]";
      Check.range(argument.index(), 0, 5, name + ".index");
      Check.oneOf(argument.op(), OPERATORS, name + ".op");
    }
  }
}

package dev.jug.engine.audit;

import dev.jug.engine.audit.Risk.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * A setting of the kernel that is a number.
 *
 * @param name with dots, as sysctl(8) has it
 * @param level how bad a bad value is
 * @param bad which values are
 * @param why what follows from one
 * @param good what to set it to
 */
record KernelSetting(String name, Level level, LongPredicate bad, String why, String good) {
  /** Those that containers care about (Documentation/admin-guide/sysctl). */
  static List<KernelSetting> all() {
    return Stream.concat(ofUsers().stream(), ofSecrets().stream()).toList();
  }

  /** What users may do to each other, and to the kernel. */
  private static List<KernelSetting> ofUsers() {
    return List.of(
        new KernelSetting(
            "kernel.unprivileged_bpf_disabled",
            Level.HIGH,
            KernelSetting::isZero,
            "every user loads programs into the kernel",
            "2"),
        new KernelSetting(
            "kernel.randomize_va_space",
            Level.HIGH,
            value -> value < 2,
            "addresses of programs can be guessed",
            "2"),
        new KernelSetting(
            "fs.protected_symlinks",
            Level.HIGH,
            KernelSetting::isZero,
            "programs of root follow links that others left in /tmp",
            "1"),
        new KernelSetting(
            "fs.protected_hardlinks",
            Level.MEDIUM,
            KernelSetting::isZero,
            "users keep old setuid programs alive by a link",
            "1"),
        new KernelSetting(
            "kernel.yama.ptrace_scope",
            Level.MEDIUM,
            KernelSetting::isZero,
            "a program reads the memory of every other one of its user",
            "1"),
        new KernelSetting(
            "vm.unprivileged_userfaultfd",
            Level.MEDIUM,
            value -> value != 0,
            "users stop the kernel in the middle of a copy, which wins races",
            "0"),
        new KernelSetting(
            "user.max_user_namespaces",
            Level.LOW,
            value -> value > 0,
            "every user gets to parts of the kernel that only root reached before",
            "0, unless engines run without root here"));
  }

  /** What exploits need to know. */
  private static List<KernelSetting> ofSecrets() {
    return List.of(
        new KernelSetting(
            "kernel.kptr_restrict",
            Level.MEDIUM,
            KernelSetting::isZero,
            "/proc shows where the kernel lies, which exploits need to know",
            "1"),
        new KernelSetting(
            "kernel.perf_event_paranoid",
            Level.MEDIUM,
            value -> value < 2,
            "users measure the kernel",
            "3"),
        new KernelSetting(
            "kernel.dmesg_restrict",
            Level.LOW,
            KernelSetting::isZero,
            "users read the kernel's log; in a default container the filter keeps them from it",
            "1"),
        new KernelSetting(
            "net.core.bpf_jit_harden",
            Level.LOW,
            KernelSetting::isZero,
            "constants in BPF programs become code of the attacker's choice",
            "2"));
  }

  /** What is to be said of a value. */
  Optional<Risk> of(long value) {
    return bad.test(value)
        ? Optional.of(new Risk(level, name + " = " + value, why, "sysctl -w " + name + "=" + good))
        : Optional.empty();
  }

  private static boolean isZero(long value) {
    return value == 0;
  }
}

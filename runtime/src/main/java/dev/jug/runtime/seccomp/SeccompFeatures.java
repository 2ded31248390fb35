package dev.jug.runtime.seccomp;

import dev.jug.linux.seccomp.Architecture;
import dev.jug.oci.runtime.Features;
import java.util.Arrays;
import java.util.List;

/** What system call filters can do here. */
public final class SeccompFeatures {
  private static final List<String> ACTIONS =
      List.of(
          "SCMP_ACT_ALLOW",
          "SCMP_ACT_ERRNO",
          "SCMP_ACT_KILL",
          "SCMP_ACT_KILL_PROCESS",
          "SCMP_ACT_KILL_THREAD",
          "SCMP_ACT_LOG",
          "SCMP_ACT_NOTIFY",
          "SCMP_ACT_TRACE",
          "SCMP_ACT_TRAP");

  private static final List<String> OPERATORS =
      List.of(
          "SCMP_CMP_EQ",
          "SCMP_CMP_GE",
          "SCMP_CMP_GT",
          "SCMP_CMP_LE",
          "SCMP_CMP_LT",
          "SCMP_CMP_MASKED_EQ",
          "SCMP_CMP_NE");

  private SeccompFeatures() {}

  /** The part of the features document that is about filters. */
  public static Features.Seccomp describe() {
    var machine = Architecture.ofMachine();
    return new Features.Seccomp(
        true,
        ACTIONS,
        OPERATORS,
        List.of(machine.specName(), machine.narrow().specName()),
        Arrays.stream(FilterFlag.values()).map(FilterFlag::specName).toList(),
        Arrays.stream(FilterFlag.values())
            .filter(FilterFlag::isKnownToKernel)
            .map(FilterFlag::specName)
            .toList());
  }
}

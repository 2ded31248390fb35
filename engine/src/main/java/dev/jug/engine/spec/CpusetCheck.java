package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the processors and memory nodes that somebody wants are there. The kernel's own answers
 * are ERANGE and EINVAL (cpuset(7), "Errors").
 *
 * @param cpus processors that can be used, such as {@code 0-3,8}; empty if nobody knows
 * @param mems memory nodes, likewise
 */
record CpusetCheck(String cpus, String mems) {
  private static final int MOST = 8192;

  /** What is in use on this machine: one that is offline is not. */
  static CpusetCheck ofMachine() {
    return new CpusetCheck(
        first(
            "/sys/fs/cgroup/cpuset/cpuset.effective_cpus",
            "/sys/fs/cgroup/cpuset.cpus.effective",
            "/sys/devices/system/cpu/online"),
        first(
            "/sys/fs/cgroup/cpuset/cpuset.effective_mems",
            "/sys/fs/cgroup/cpuset.mems.effective",
            "/sys/devices/system/node/online"));
  }

  private static String first(String... files) {
    return Stream.of(files).map(CpusetCheck::text).filter(t -> !t.isEmpty()).findFirst().orElse("");
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Checks both lists; what nobody wants is always there.
   *
   * @throws Invalid in Docker's words, with what there is
   */
  void check(@Nullable String wantedCpus, @Nullable String wantedMems) {
    check(wantedCpus, cpus, "cpuset cpus", "CPUs");
    check(wantedMems, mems, "cpuset mems", "memory nodes");
  }

  private static void check(@Nullable String wanted, String there, String name, String things) {
    if (wanted == null || wanted.isEmpty()) {
      return;
    }
    BitSet numbers;
    try {
      numbers = numbers(wanted);
    } catch (NumberFormatException e) {
      throw new Invalid("Invalid value " + wanted + " for " + name, "Examples: 0-2,5 and 1.");
    }
    if (!there.isEmpty()) {
      numbers.andNot(numbers(there));
      if (!numbers.isEmpty()) {
        throw new Invalid(
            "Requested %s are not available - requested %s, available: %s"
                .formatted(things, wanted, there),
            "");
      }
    }
  }

  /** Of a list as in cpuset(7), "List format". */
  private static BitSet numbers(String list) {
    var numbers = new BitSet();
    for (var part : list.split(",", -1)) {
      int dash = part.indexOf('-');
      int from = number(dash < 0 ? part : part.substring(0, dash));
      int to = dash < 0 ? from : number(part.substring(dash + 1));
      if (to < from) {
        throw new NumberFormatException(part);
      }
      numbers.set(from, to + 1);
    }
    return numbers;
  }

  private static int number(String text) {
    int number = Integer.parseUnsignedInt(text.strip());
    if (number < 0 || number >= MOST) {
      throw new NumberFormatException(text);
    }
    return number;
  }
}

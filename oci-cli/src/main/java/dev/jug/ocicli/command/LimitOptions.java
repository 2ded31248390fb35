package dev.jug.ocicli.command;

import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Limits, each as an option. What is not named stays as it is. */
final class LimitOptions {
  @Option(names = "--blkio-weight", paramLabel = "N", description = "10 … 1000.")
  @Nullable Integer blockWeight;

  @Option(names = "--cpu-period", paramLabel = "µs", description = "Length of a period.")
  @Nullable Long period;

  @Option(names = "--cpu-quota", paramLabel = "µs", description = "Time in each period.")
  @Nullable Long quota;

  @Option(names = "--cpu-burst", paramLabel = "µs", description = "What may be saved up.")
  @Nullable Long burst;

  @Option(names = "--cpu-share", paramLabel = "N", description = "Relative weight.")
  @Nullable Long shares;

  @Option(names = "--cpu-rt-period", paramLabel = "µs", description = "Real-time period.")
  @Nullable Long realtimePeriod;

  @Option(names = "--cpu-rt-runtime", paramLabel = "µs", description = "Real-time in it.")
  @Nullable Long realtimeRuntime;

  @Option(names = "--cpu-idle", paramLabel = "0|1", description = "Only when others are idle.")
  @Nullable Long idle;

  @Option(names = "--cpuset-cpus", paramLabel = "LIST", description = "Processors, as 0-3,5.")
  @Nullable String cpus;

  @Option(names = "--cpuset-mems", paramLabel = "LIST", description = "Memory nodes.")
  @Nullable String mems;

  @Option(names = "--memory", paramLabel = "BYTES", description = "Memory; -1 for any.")
  @Nullable String memory;

  @Option(names = "--memory-reservation", paramLabel = "BYTES", description = "Soft limit.")
  @Nullable String reservation;

  @Option(names = "--memory-swap", paramLabel = "BYTES", description = "Memory and swap.")
  @Nullable String swap;

  @Option(
      names = {"--kernel-memory", "--kernel-memory-tcp"},
      hidden = true,
      description = "Kernels have no such limit any more.")
  @Nullable String kernel;

  @Option(names = "--pids-limit", paramLabel = "N", description = "Processes; -1 for any.")
  @Nullable Long pids;

  @Option(
      names = {"--l3-cache-schema", "--mem-bw-schema"},
      hidden = true,
      description = "Only at creation.")
  @Nullable String schema;

  Resources resources() {
    if (schema != null) {
      throw new InvalidSpecException(
          "linux.intelRdt cannot be changed after a container was created");
    }
    return new Resources(
        List.of(),
        new Memory(bytes(memory), bytes(reservation), bytes(swap), null, null),
        new Cpu(shares, quota, burst, period, cpus, mems, idle, realtimeRuntime, realtimePeriod),
        pids == null ? null : new Pids(pids),
        Map.of(),
        blockWeight == null ? null : weight(blockWeight),
        List.of(),
        null,
        Map.of());
  }

  private static BlockIO weight(int weight) {
    return new BlockIO(weight, null, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** A number of bytes, with or without one of the letters k, m, g, t for powers of 1024. */
  private static @Nullable Long bytes(@Nullable String text) {
    if (text == null) {
      return null;
    }
    var plain = text.toLowerCase(Locale.ROOT).replaceAll("i?b$", "");
    int power = plain.isEmpty() ? -1 : "kmgt".indexOf(plain.charAt(plain.length() - 1));
    var digits = power < 0 ? plain : plain.substring(0, plain.length() - 1);
    try {
      return Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (power + 1)));
    } catch (ArithmeticException | NumberFormatException e) {
      throw new InvalidSpecException("\"" + text + "\" is not a number of bytes", e);
    }
  }
}

package dev.jug.cli.resource;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ByteSize;
import dev.jug.engine.request.CpuBucket;
import dev.jug.engine.request.ResourceOptions;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of the machine a container may use. */
public final class ResourceFlags {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  @Option(
      names = {"-m", "--memory"},
      description = "Memory limit, such as 512m.")
  @Nullable String memory;

  @Option(names = "--memory-swap", description = "Memory and swap together; -1: unlimited swap.")
  @Nullable String memorySwap;

  @Option(names = "--memory-reservation", description = "Memory soft limit.")
  @Nullable String memoryReservation;

  @Option(names = "--cpus", description = "Number of processors, such as 1.5.")
  @Nullable String cpus;

  @Option(
      names = {"-c", "--cpu-shares"},
      description = "Relative weight, default 1024.")
  @Nullable Long cpuShares;

  @Option(names = "--cpu-quota", description = "Microseconds in each period.")
  @Nullable Long cpuQuota;

  @Option(names = "--cpu-period", description = "Length of a period in microseconds.")
  @Nullable Long cpuPeriod;

  @Option(names = "--cpuset-cpus", description = "Processors to run on, such as 0-2,5.")
  @Nullable String cpusetCpus;

  @Option(names = "--cpuset-mems", description = "Memory nodes to allocate from.")
  @Nullable String cpusetMems;

  @Option(names = "--pids-limit", description = "Most processes and threads; -1: unlimited.")
  @Nullable Long pidsLimit;

  @Option(names = "--blkio-weight", description = "Share of block devices, 10 to 1000.")
  @Nullable Integer blkioWeight;

  @Option(
      names = "--cpu-tbf",
      paramLabel = "RATE,BUCKET",
      description = "rate=20%,bucket=200ms: of one processor on average, what is saved up at once.")
  @Nullable String bucket;

  /** The limits as the engine has them. */
  public ResourceOptions options() {
    if (bucket == null) {
      return plain();
    }
    if (cpus != null || cpuQuota != null || cpuPeriod != null) {
      throw new Invalid(
          "Conflicting options: --cpu-tbf and --cpus, --cpu-quota or --cpu-period",
          "A bucket has a quota and a period of its own.");
    }
    return plain().bucket(CpuBucket.parse(bucket));
  }

  private ResourceOptions plain() {
    return new ResourceOptions(
        size(memory),
        "-1".equals(memorySwap) ? Long.valueOf(-1) : size(memorySwap),
        size(memoryReservation),
        nanoCpus(cpus),
        cpuShares,
        cpuQuota,
        cpuPeriod,
        cpusetCpus,
        cpusetMems,
        pidsLimit,
        blkioWeight);
  }

  /** A size in bytes; null stays null. */
  public static @Nullable Long size(@Nullable String text) {
    return text == null ? null : Long.valueOf(ByteSize.parse(text));
  }

  private static @Nullable Long nanoCpus(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return new BigDecimal(text).multiply(NANOS).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Invalid("invalid number of cpus: '" + text + "'", "Examples: 2, 0.5.");
    }
  }
}

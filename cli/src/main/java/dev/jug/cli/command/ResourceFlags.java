package dev.jug.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of the machine a container may use. */
final class ResourceFlags {
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
}

package dev.jug.engine.request;

import org.jspecify.annotations.Nullable;

/**
 * Limits of a container; null leaves the kernel's default.
 *
 * @param memory bytes ({@code --memory})
 * @param memorySwap bytes of memory and swap together, −1 for no limit on swap ({@code
 *     --memory-swap})
 * @param memoryReservation bytes, soft limit ({@code --memory-reservation})
 * @param nanoCpus processors in billionths ({@code --cpus})
 * @param cpuShares relative weight ({@code --cpu-shares})
 * @param cpuQuota microseconds in each period ({@code --cpu-quota})
 * @param cpuPeriod microseconds ({@code --cpu-period})
 * @param cpusetCpus processors, such as {@code 0-2,5} ({@code --cpuset-cpus})
 * @param cpusetMems memory nodes ({@code --cpuset-mems})
 * @param pidsLimit most processes and threads; 0 or −1 for no limit ({@code --pids-limit})
 * @param blkioWeight share of block devices, 10 … 1000; 0 for the default ({@code --blkio-weight})
 * @param cpuBurst microseconds of quota that can be saved up, at most {@code cpuQuota} ({@code
 *     --cpu-tbf})
 */
public record ResourceOptions(
    @Nullable Long memory,
    @Nullable Long memorySwap,
    @Nullable Long memoryReservation,
    @Nullable Long nanoCpus,
    @Nullable Long cpuShares,
    @Nullable Long cpuQuota,
    @Nullable Long cpuPeriod,
    @Nullable String cpusetCpus,
    @Nullable String cpusetMems,
    @Nullable Long pidsLimit,
    @Nullable Integer blkioWeight,
    @Nullable Long cpuBurst) {
  /** No limit at all. */
  public static final ResourceOptions NONE =
      new ResourceOptions(null, null, null, null, null, null, null, null, null, null);

  /** Limits without a say about block devices. */
  public ResourceOptions(
      @Nullable Long memory,
      @Nullable Long memorySwap,
      @Nullable Long memoryReservation,
      @Nullable Long nanoCpus,
      @Nullable Long cpuShares,
      @Nullable Long cpuQuota,
      @Nullable Long cpuPeriod,
      @Nullable String cpusetCpus,
      @Nullable String cpusetMems,
      @Nullable Long pidsLimit) {
    this(
        memory,
        memorySwap,
        memoryReservation,
        nanoCpus,
        cpuShares,
        cpuQuota,
        cpuPeriod,
        cpusetCpus,
        cpusetMems,
        pidsLimit,
        null);
  }

  /** Limits of which none can be saved up. */
  public ResourceOptions(
      @Nullable Long memory,
      @Nullable Long memorySwap,
      @Nullable Long memoryReservation,
      @Nullable Long nanoCpus,
      @Nullable Long cpuShares,
      @Nullable Long cpuQuota,
      @Nullable Long cpuPeriod,
      @Nullable String cpusetCpus,
      @Nullable String cpusetMems,
      @Nullable Long pidsLimit,
      @Nullable Integer blkioWeight) {
    this(
        memory,
        memorySwap,
        memoryReservation,
        nanoCpus,
        cpuShares,
        cpuQuota,
        cpuPeriod,
        cpusetCpus,
        cpusetMems,
        pidsLimit,
        blkioWeight,
        null);
  }

  /** The same with other limits of processor time. */
  public ResourceOptions timed(
      @Nullable Long nano, @Nullable Long quota, @Nullable Long period, @Nullable Long burst) {
    return new ResourceOptions(
        memory,
        memorySwap,
        memoryReservation,
        nano,
        cpuShares,
        quota,
        period,
        cpusetCpus,
        cpusetMems,
        pidsLimit,
        blkioWeight,
        burst);
  }

  /** The same, with a bucket of processor time. */
  public ResourceOptions bucket(CpuBucket bucket) {
    return timed(nanoCpus, bucket.quota(), bucket.period(), bucket.burst());
  }

  /** A limit of processes and threads, and no other. */
  public static ResourceOptions ofPids(long limit) {
    return new ResourceOptions(null, null, null, null, null, null, null, null, null, limit);
  }

  /** These limits where they are said, and the others' where not. */
  public ResourceOptions orElse(ResourceOptions others) {
    return new ResourceOptions(
        first(memory, others.memory),
        first(memorySwap, others.memorySwap),
        first(memoryReservation, others.memoryReservation),
        first(nanoCpus, others.nanoCpus),
        first(cpuShares, others.cpuShares),
        first(cpuQuota, others.cpuQuota),
        first(cpuPeriod, others.cpuPeriod),
        first(cpusetCpus, others.cpusetCpus),
        first(cpusetMems, others.cpusetMems),
        first(pidsLimit, others.pidsLimit),
        first(blkioWeight, others.blkioWeight),
        first(cpuBurst, others.cpuBurst));
  }

  private static <T> @Nullable T first(@Nullable T own, @Nullable T other) {
    return own == null ? other : own;
  }
}

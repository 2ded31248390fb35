package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits as the request has them, checked as Docker checks them, in the spec's terms. */
public final class Limits {
  private static final long LEAST_MEMORY = 6L << 20;
  private static final int MOST_SWAPPINESS = 100;
  private static final long PERIOD = 100_000;
  private static final long BILLION = 1_000_000_000;
  private static final Path V1_MEMORY = Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes");
  private static final Path V1_SWAP = V1_MEMORY.resolveSibling("memory.memsw.limit_in_bytes");

  private Limits() {}

  /**
   * The limits of a request, and access to devices.
   *
   * @param devices rules, in order
   */
  public static Resources of(ResourceOptions wanted, FixedLimits fixed, List<DeviceRule> devices) {
    return new Resources(
        devices,
        memory(wanted, fixed),
        cpu(wanted, fixed),
        pids(wanted),
        Map.of(),
        BlockLimits.of(wanted.blkioWeight(), fixed),
        List.of(),
        null,
        Map.of());
  }

  /**
   * Checks what can be checked without the kernel.
   *
   * @throws Invalid naming the limit that makes no sense
   */
  public static void check(ResourceOptions wanted) {
    long memory = orZero(wanted.memory());
    long swap = orZero(wanted.memorySwap());
    long reservation = orZero(wanted.memoryReservation());
    require(memory == 0 || memory >= LEAST_MEMORY, "Minimum memory limit allowed is 6MB");
    require(
        swap <= 0 || memory > 0,
        "You should always set the Memory limit when using Memoryswap limit");
    require(
        swap <= 0 || swap >= memory,
        "Minimum memoryswap limit should be larger than memory limit, see usage");
    require(
        memory == 0 || reservation <= memory,
        "Minimum memory limit can not be less than memory reservation limit, see usage");
    checkCpu(wanted);
    if (wanted.cpusetCpus() != null || wanted.cpusetMems() != null) {
      CpusetCheck.ofMachine().check(wanted.cpusetCpus(), wanted.cpusetMems());
    }
  }

  /**
   * The same for those that do not change.
   *
   * @throws Invalid as above
   */
  static void check(ResourceOptions wanted, FixedLimits fixed) {
    check(wanted);
    BlockLimits.of(wanted.blkioWeight(), fixed);
    long swappiness = orZero(fixed.swappiness());
    require(
        swappiness >= 0 && swappiness <= MOST_SWAPPINESS,
        "Invalid value: " + swappiness + ", valid memory swappiness range is 0-100");
    long period = orZero(fixed.realtimePeriod());
    long runtime = orZero(fixed.realtimeRuntime());
    require(
        period == 0 || runtime <= period,
        "cpu real-time runtime cannot be higher than cpu real-time period");
  }

  private static void checkCpu(ResourceOptions wanted) {
    long nano = orZero(wanted.nanoCpus());
    long processors = Runtime.getRuntime().availableProcessors();
    require(
        nano >= 0 && nano <= processors * BILLION,
        "Range of CPUs is from 0.01 to "
            + processors
            + ".00, as there are only "
            + processors
            + " CPUs available");
    require(
        nano == 0 || (wanted.cpuQuota() == null && wanted.cpuPeriod() == null),
        "Conflicting options: Nano CPUs and CPU Period or Quota cannot both be set");
    long period = orZero(wanted.cpuPeriod());
    require(
        period == 0 || (period >= 1000 && period <= 1_000_000),
        "CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
    long quota = orZero(wanted.cpuQuota());
    require(quota <= 0 || quota >= 1000, "CPU cfs quota can not be less than 1ms (i.e. 1000)");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new Invalid(message, "");
    }
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }

  private static @Nullable Memory memory(ResourceOptions wanted, FixedLimits fixed) {
    var limit = unlessZero(wanted.memory());
    var swap = unlessZero(memorySwap(wanted));
    var reservation = unlessZero(wanted.memoryReservation());
    var noKill = fixed.oomKillDisabled() ? Boolean.TRUE : null;
    var memory = new Memory(limit, reservation, swap, fixed.swappiness(), noKill);
    return memory.equals(new Memory(null, null, null, null, null)) ? null : memory;
  }

  /**
   * Bytes of memory and swap together that a container has: twice its memory if it did not say; 0
   * for no limit, −1 for none on swap.
   */
  public static long memorySwap(ResourceOptions wanted) {
    long said = orZero(wanted.memorySwap());
    long memory = orZero(wanted.memory());
    return said == 0 && memory > 0 && countsSwap() ? 2 * memory : said;
  }

  /** Docker gives as much swap as memory by default, where the kernel counts swap at all. */
  private static boolean countsSwap() {
    return !Files.exists(V1_MEMORY) || Files.exists(V1_SWAP);
  }

  private static @Nullable Cpu cpu(ResourceOptions wanted, FixedLimits fixed) {
    var quota = unlessZero(wanted.cpuQuota());
    var period = unlessZero(wanted.cpuPeriod());
    if (wanted.nanoCpus() != null && wanted.nanoCpus() > 0) {
      period = PERIOD;
      quota = Math.max(1000, wanted.nanoCpus() * PERIOD / BILLION);
    }
    var shares = unlessZero(wanted.cpuShares());
    var cpu =
        new Cpu(
            shares,
            quota,
            wanted.cpuBurst(),
            period,
            wanted.cpusetCpus(),
            wanted.cpusetMems(),
            null,
            unlessZero(fixed.realtimeRuntime()),
            unlessZero(fixed.realtimePeriod()));
    return cpu.equals(new Cpu(null, null, null, null, null, null, null)) ? null : cpu;
  }

  private static @Nullable Pids pids(ResourceOptions wanted) {
    var limit = unlessZero(wanted.pidsLimit());
    return limit == null ? null : new Pids(limit < 0 ? -1 : limit);
  }

  private static @Nullable Long unlessZero(@Nullable Long value) {
    return value == null || value == 0 ? null : value;
  }
}

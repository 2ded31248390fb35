package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.oci.runtime.Resources;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * New limits for a container that has some.
 *
 * @param asked what is to change; null stays
 * @param result what the container has afterwards
 */
public record LimitChange(ResourceOptions asked, ResourceOptions result) {
  private static final long UNLIMITED = -1;

  /**
   * A change that makes sense.
   *
   * @throws Invalid if it does not, with what there is, in Docker's words
   */
  public static LimitChange of(ResourceOptions change, ResourceOptions present) {
    var said = withoutZeros(change);
    var left = left(said, present);
    checkTogether(said, left);
    var asked =
        endsBucket(said, present)
            ? said.timed(said.nanoCpus(), said.cpuQuota(), said.cpuPeriod(), 0L)
            : said;
    var result = asked.orElse(left);
    Limits.check(result, FixedLimits.NONE);
    return new LimitChange(asked, result);
  }

  /**
   * What a change leaves: a bucket and a number of processors take each other's place, for a bucket
   * is a quota and a period that nobody said.
   */
  private static ResourceOptions left(ResourceOptions said, ResourceOptions present) {
    if (said.cpuBurst() != null) {
      return present.timed(null, present.cpuQuota(), present.cpuPeriod(), present.cpuBurst());
    }
    return said.nanoCpus() != null && endsBucket(said, present)
        ? present.timed(present.nanoCpus(), null, null, null)
        : present;
  }

  /** The kernel takes no burst above a quota, so a new quota ends it. */
  private static boolean endsBucket(ResourceOptions said, ResourceOptions present) {
    boolean other = said.nanoCpus() != null || said.cpuQuota() != null || said.cpuPeriod() != null;
    return other && said.cpuBurst() == null && some(present.cpuBurst()) != null;
  }

  private static ResourceOptions withoutZeros(ResourceOptions change) {
    var pids = change.pidsLimit();
    var weight = change.blkioWeight();
    return new ResourceOptions(
        some(change.memory()),
        some(change.memorySwap()),
        some(change.memoryReservation()),
        some(change.nanoCpus()),
        some(change.cpuShares()),
        some(change.cpuQuota()),
        some(change.cpuPeriod()),
        some(change.cpusetCpus()),
        some(change.cpusetMems()),
        pids != null && pids == 0 ? Long.valueOf(UNLIMITED) : pids,
        weight != null && weight == 0 ? null : weight,
        change.cpuBurst());
  }

  private static @Nullable Long some(@Nullable Long value) {
    return value == null || value == 0 ? null : value;
  }

  private static @Nullable String some(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static void checkTogether(ResourceOptions asked, ResourceOptions present) {
    var memory = asked.memory();
    var swap = present.memorySwap();
    boolean above = memory != null && swap != null && swap > 0 && memory > swap;
    if (above && asked.memorySwap() == null) {
      throw new Invalid(
          "Memory limit should be smaller than already set memoryswap limit, update the memoryswap"
              + " at the same time",
          "");
    }
    conflict(asked.nanoCpus(), present.cpuPeriod(), "Nano CPUs", "CPU Period");
    conflict(asked.nanoCpus(), present.cpuQuota(), "Nano CPUs", "CPU Quota");
    conflict(asked.cpuQuota(), present.nanoCpus(), "CPU Quota", "NanoCPUs");
    conflict(asked.cpuPeriod(), present.nanoCpus(), "CPU Period", "NanoCPUs");
  }

  private static void conflict(
      @Nullable Long asked, @Nullable Long present, String one, String other) {
    if (asked != null && some(present) != null) {
      throw new Invalid(
          "Conflicting options: "
              + one
              + " cannot be updated as "
              + other
              + " has already been set",
          "");
    }
  }

  /**
   * What is written for it. Limits that bound one another are written together: swap is counted
   * with memory, a quota in periods.
   *
   * @param rates those of block devices that change
   */
  public Resources written(FixedLimits rates) {
    boolean memory = any(asked.memory(), asked.memorySwap(), asked.memoryReservation());
    return Limits.of(
        new ResourceOptions(
            memory ? result.memory() : null,
            memory ? result.memorySwap() : null,
            memory ? result.memoryReservation() : null,
            asked.nanoCpus(),
            asked.cpuShares(),
            asked.cpuQuota(),
            asked.cpuPeriod(),
            asked.cpusetCpus(),
            asked.cpusetMems(),
            asked.pidsLimit(),
            asked.blkioWeight(),
            asked.cpuBurst()),
        rates,
        List.of());
  }

  private static boolean any(@Nullable Long... values) {
    return Stream.of(values).anyMatch(Objects::nonNull);
  }
}

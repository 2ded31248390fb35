package dev.jug.engine.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.view.HostLimitsView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All about a resource container. Limits have the names that they have in a container's {@code
 * HostConfig}; 0 is none.
 *
 * @param name with its parents' names
 * @param parent empty if it has none
 * @param created when it was made
 * @param cgroup its group, the same in all hierarchies
 * @param limits what all in it may use together
 * @param containers names of those right in it
 * @param processes ids of those right in it that are of no container
 * @param children names of resource containers right in it
 */
public record ResourceView(
    @JsonProperty("Name") String name,
    @JsonProperty("Parent") String parent,
    @JsonProperty("Created") Instant created,
    @JsonProperty("CgroupPath") String cgroup,
    @JsonProperty("Limits") LimitsView limits,
    @JsonProperty("Containers") List<String> containers,
    @JsonProperty("Processes") List<Integer> processes,
    @JsonProperty("Children") List<String> children) {
  /**
   * Its limits.
   *
   * @param memory bytes
   * @param memorySwap bytes of memory and swap
   * @param memoryReservation bytes
   * @param nanoCpus processors in billionths
   * @param cpuShares weight
   * @param cpuQuota microseconds in each period
   * @param cpuPeriod microseconds
   * @param cpuBurst microseconds that are kept
   * @param cpusetCpus processors
   * @param cpusetMems memory nodes
   * @param pidsLimit tasks
   * @param blkioWeight weight
   * @param readBytes of block devices each second
   * @param writeBytes of block devices each second
   * @param reads of block devices each second
   * @param writes of block devices each second
   */
  public record LimitsView(
      @JsonProperty("Memory") long memory,
      @JsonProperty("MemorySwap") long memorySwap,
      @JsonProperty("MemoryReservation") long memoryReservation,
      @JsonProperty("NanoCpus") long nanoCpus,
      @JsonProperty("CpuShares") long cpuShares,
      @JsonProperty("CpuQuota") long cpuQuota,
      @JsonProperty("CpuPeriod") long cpuPeriod,
      @JsonProperty("CpuBurst") long cpuBurst,
      @JsonProperty("CpusetCpus") String cpusetCpus,
      @JsonProperty("CpusetMems") String cpusetMems,
      @JsonProperty("PidsLimit") long pidsLimit,
      @JsonProperty("BlkioWeight") int blkioWeight,
      @JsonProperty("BlkioDeviceReadBps") List<HostLimitsView.Rate> readBytes,
      @JsonProperty("BlkioDeviceWriteBps") List<HostLimitsView.Rate> writeBytes,
      @JsonProperty("BlkioDeviceReadIOps") List<HostLimitsView.Rate> reads,
      @JsonProperty("BlkioDeviceWriteIOps") List<HostLimitsView.Rate> writes) {
    static LimitsView of(ResourceRecord record) {
      ResourceOptions limits = record.limits();
      var rates = record.rates();
      return new LimitsView(
          orZero(limits.memory()),
          orZero(limits.memorySwap()),
          orZero(limits.memoryReservation()),
          orZero(limits.nanoCpus()),
          orZero(limits.cpuShares()),
          orZero(limits.cpuQuota()),
          orZero(limits.cpuPeriod()),
          orZero(limits.cpuBurst()),
          Objects.requireNonNullElse(limits.cpusetCpus(), ""),
          Objects.requireNonNullElse(limits.cpusetMems(), ""),
          orZero(limits.pidsLimit()),
          Objects.requireNonNullElse(limits.blkioWeight(), 0),
          HostLimitsView.rates(rates.readBytes()),
          HostLimitsView.rates(rates.writeBytes()),
          HostLimitsView.rates(rates.reads()),
          HostLimitsView.rates(rates.writes()));
    }

    private static long orZero(@Nullable Long value) {
      return value == null ? 0 : value;
    }
  }

  /** The view of one. */
  public static ResourceView of(
      ResourceRecord record,
      String cgroup,
      List<String> containers,
      List<Integer> processes,
      List<String> children) {
    return new ResourceView(
        record.name().text(),
        record.name().parent().map(Object::toString).orElse(""),
        record.created(),
        cgroup,
        LimitsView.of(record),
        containers,
        processes,
        children);
  }
}

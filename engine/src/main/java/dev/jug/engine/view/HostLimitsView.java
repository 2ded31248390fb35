package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DeviceRate;
import dev.jug.engine.request.DiskLimit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for of limits that do not change: a part of Docker's {@code HostConfig}.
 *
 * @param annotations of its OCI specification
 * @param cgroupParent the cgroup that its own is in; empty for the engine's
 * @param weights share of single block devices
 * @param readBytes most bytes read each second
 * @param writeBytes most bytes written each second
 * @param reads most reads each second
 * @param writes most writes each second
 * @param deviceRules more devices that it may use
 * @param swappiness 0 … 100, null for the machine's
 * @param oomKillDisabled whether nothing in it is killed when it has no memory left
 * @param realtimePeriod microseconds, 0 for the machine's
 * @param realtimeRuntime microseconds in each period
 */
public record HostLimitsView(
    @JsonProperty("Annotations") Map<String, String> annotations,
    @JsonProperty("CgroupParent") String cgroupParent,
    @JsonProperty("BlkioWeightDevice") List<Weight> weights,
    @JsonProperty("BlkioDeviceReadBps") List<Rate> readBytes,
    @JsonProperty("BlkioDeviceWriteBps") List<Rate> writeBytes,
    @JsonProperty("BlkioDeviceReadIOps") List<Rate> reads,
    @JsonProperty("BlkioDeviceWriteIOps") List<Rate> writes,
    @JsonProperty("DeviceCgroupRules") List<String> deviceRules,
    @JsonProperty("MemorySwappiness") @Nullable Long swappiness,
    @JsonProperty("OomKillDisable") boolean oomKillDisabled,
    @JsonProperty("CpuRealtimePeriod") long realtimePeriod,
    @JsonProperty("CpuRealtimeRuntime") long realtimeRuntime,
    @JsonProperty("StorageOpt") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, String> storageOptions) {
  /**
   * The share of a block device.
   *
   * @param path of its node
   * @param weight 10 … 1000
   */
  public record Weight(@JsonProperty("Path") String path, @JsonProperty("Weight") long weight) {}

  /**
   * What a block device gives.
   *
   * @param path of its node
   * @param rate bytes or operations each second
   */
  public record Rate(@JsonProperty("Path") String path, @JsonProperty("Rate") long rate) {}

  /** The view of what was said. */
  public static HostLimitsView of(ContainerRequest request) {
    var fixed = request.fixedLimits();
    return new HostLimitsView(
        new TreeMap<>(request.annotations()),
        Objects.requireNonNullElse(request.cgroupParent(), ""),
        fixed.weights().stream()
            .map(rate -> new Weight(rate.device().toString(), rate.rate()))
            .toList(),
        rates(fixed.readBytes()),
        rates(fixed.writeBytes()),
        rates(fixed.reads()),
        rates(fixed.writes()),
        request.deviceRules(),
        fixed.swappiness(),
        fixed.oomKillDisabled(),
        Objects.requireNonNullElse(fixed.realtimePeriod(), 0L),
        Objects.requireNonNullElse(fixed.realtimeRuntime(), 0L),
        Optional.ofNullable(request.storage().limit()).map(DiskLimit::options).orElse(Map.of()));
  }

  /** The view of what devices give. */
  public static List<Rate> rates(List<DeviceRate> rates) {
    return rates.stream().map(rate -> new Rate(rate.device().toString(), rate.rate())).toList();
  }
}

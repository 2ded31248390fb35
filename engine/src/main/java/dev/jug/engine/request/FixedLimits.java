package dev.jug.engine.request;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Limits that a container has from its start to its end, but for those of block devices, which may
 * change.
 *
 * @param swappiness how readily its memory is swapped out, 0 … 100 ({@code --memory-swappiness});
 *     null for the machine's
 * @param oomKillDisabled whether its processes wait instead of being killed when it has no memory
 *     left ({@code --oom-kill-disable})
 * @param realtimePeriod microseconds ({@code --cpu-rt-period}); null for the machine's
 * @param realtimeRuntime microseconds in each period for real-time processes ({@code
 *     --cpu-rt-runtime}); null for none
 * @param weights share of single block devices, 10 … 1000 ({@code --blkio-weight-device})
 * @param readBytes most bytes read each second ({@code --device-read-bps})
 * @param writeBytes most bytes written each second ({@code --device-write-bps})
 * @param reads most reads each second ({@code --device-read-iops})
 * @param writes most writes each second ({@code --device-write-iops})
 */
public record FixedLimits(
    @Nullable Long swappiness,
    boolean oomKillDisabled,
    @Nullable Long realtimePeriod,
    @Nullable Long realtimeRuntime,
    List<DeviceRate> weights,
    List<DeviceRate> readBytes,
    List<DeviceRate> writeBytes,
    List<DeviceRate> reads,
    List<DeviceRate> writes) {
  /** None. */
  public static final FixedLimits NONE =
      new FixedLimits(
          null, false, null, null, List.of(), List.of(), List.of(), List.of(), List.of());

  public FixedLimits {
    weights = copy(weights);
    readBytes = copy(readBytes);
    writeBytes = copy(writeBytes);
    reads = copy(reads);
    writes = copy(writes);
  }

  private static List<DeviceRate> copy(List<DeviceRate> rates) {
    return List.copyOf(Objects.requireNonNullElse(rates, List.of()));
  }

  /** The same with rates and weights of block devices that take the place of those there are. */
  public FixedLimits rated(FixedLimits more) {
    return new FixedLimits(
        swappiness,
        oomKillDisabled,
        realtimePeriod,
        realtimeRuntime,
        merged(weights, more.weights),
        merged(readBytes, more.readBytes),
        merged(writeBytes, more.writeBytes),
        merged(reads, more.reads),
        merged(writes, more.writes));
  }

  private static List<DeviceRate> merged(List<DeviceRate> old, List<DeviceRate> more) {
    Map<Path, DeviceRate> all = new LinkedHashMap<>();
    old.forEach(rate -> all.put(rate.device(), rate));
    more.forEach(rate -> all.put(rate.device(), rate));
    return List.copyOf(all.values());
  }
}

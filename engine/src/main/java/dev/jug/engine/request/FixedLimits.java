package dev.jug.engine.request;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Limits that a container has from its start to its end.
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
}

package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.DeviceRate;
import dev.jug.engine.request.FixedLimits;
import dev.jug.linux.fs.Stat;
import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.BlockIO.Throttle;
import dev.jug.oci.runtime.BlockIO.Weight;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a container may have of block devices, by their numbers. */
final class BlockLimits {
  private static final int LEAST_WEIGHT = 10;
  private static final int MOST_WEIGHT = 1000;

  private BlockLimits() {}

  /**
   * The limits; null if there is none.
   *
   * @param weight share of all devices; null or 0 for the default
   * @throws Invalid if a device is none, or a weight is out of range
   */
  static @Nullable BlockIO of(@Nullable Integer weight, FixedLimits fixed) {
    var own = weight == null || weight == 0 ? null : weight;
    check(own == null ? LEAST_WEIGHT : own);
    var limits =
        new BlockIO(
            own,
            null,
            fixed.weights().stream().map(BlockLimits::weight).toList(),
            throttles(fixed.readBytes()),
            throttles(fixed.writeBytes()),
            throttles(fixed.reads()),
            throttles(fixed.writes()));
    var none = new BlockIO(null, null, List.of(), List.of(), List.of(), List.of(), List.of());
    return limits.equals(none) ? null : limits;
  }

  private static void check(long weight) {
    if (weight < LEAST_WEIGHT || weight > MOST_WEIGHT) {
      throw new Invalid("Range of blkio weight is from 10 to 1000", "");
    }
  }

  private static Weight weight(DeviceRate wanted) {
    check(wanted.rate());
    var device = device(wanted);
    return new Weight(device.major(), device.minor(), (int) wanted.rate(), null);
  }

  private static List<Throttle> throttles(List<DeviceRate> rates) {
    return rates.stream().map(BlockLimits::throttle).toList();
  }

  private static Throttle throttle(DeviceRate wanted) {
    var device = device(wanted);
    return new Throttle(device.major(), device.minor(), wanted.rate());
  }

  private static Stat device(DeviceRate wanted) {
    try {
      var stat = Stat.of(wanted.device());
      if (stat.isBlockDevice()) {
        return stat;
      }
    } catch (IOException e) {
      throw new Invalid("cannot limit " + wanted.device() + ": no such file or directory", "");
    }
    throw new Invalid("cannot limit " + wanted.device() + ": no block device", "");
  }
}

package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits on block devices (config-linux.md, "Block IO").
 *
 * @param weight 10 … 1000, null for the default
 * @param leafWeight the same against child groups, version 1 only
 * @param weightDevice weights for single devices
 * @param throttleReadBpsDevice bytes read each second
 * @param throttleWriteBpsDevice bytes written each second
 * @param throttleReadIOPSDevice reads each second
 * @param throttleWriteIOPSDevice writes each second
 */
public record BlockIO(
    @Nullable Integer weight,
    @Nullable Integer leafWeight,
    List<Weight> weightDevice,
    List<Throttle> throttleReadBpsDevice,
    List<Throttle> throttleWriteBpsDevice,
    List<Throttle> throttleReadIOPSDevice,
    List<Throttle> throttleWriteIOPSDevice) {
  public BlockIO {
    weightDevice = Absent.empty(weightDevice);
    throttleReadBpsDevice = Absent.empty(throttleReadBpsDevice);
    throttleWriteBpsDevice = Absent.empty(throttleWriteBpsDevice);
    throttleReadIOPSDevice = Absent.empty(throttleReadIOPSDevice);
    throttleWriteIOPSDevice = Absent.empty(throttleWriteIOPSDevice);
  }

  /**
   * The weight of one device.
   *
   * @param major major number
   * @param minor minor number
   * @param weight 10 … 1000, null for the default
   * @param leafWeight the same against child groups, version 1 only
   */
  public record Weight(
      long major, long minor, @Nullable Integer weight, @Nullable Integer leafWeight) {}

  /**
   * A limit for one device.
   *
   * @param major major number
   * @param minor minor number
   * @param rate bytes or operations each second; 0 removes the limit
   */
  public record Throttle(long major, long minor, long rate) {}
}

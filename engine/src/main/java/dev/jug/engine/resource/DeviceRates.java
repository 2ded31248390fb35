package dev.jug.engine.resource;

import dev.jug.engine.request.DeviceRate;
import dev.jug.engine.request.FixedLimits;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rates of block devices, of which new ones take the place of old ones for the same device. */
final class DeviceRates {
  private DeviceRates() {}

  static FixedLimits merged(FixedLimits old, FixedLimits more) {
    return new FixedLimits(
        more.swappiness() == null ? old.swappiness() : more.swappiness(),
        old.oomKillDisabled() || more.oomKillDisabled(),
        more.realtimePeriod() == null ? old.realtimePeriod() : more.realtimePeriod(),
        more.realtimeRuntime() == null ? old.realtimeRuntime() : more.realtimeRuntime(),
        merged(old.weights(), more.weights()),
        merged(old.readBytes(), more.readBytes()),
        merged(old.writeBytes(), more.writeBytes()),
        merged(old.reads(), more.reads()),
        merged(old.writes(), more.writes()));
  }

  private static List<DeviceRate> merged(List<DeviceRate> old, List<DeviceRate> more) {
    Map<Path, DeviceRate> all = new LinkedHashMap<>();
    old.forEach(rate -> all.put(rate.device(), rate));
    more.forEach(rate -> all.put(rate.device(), rate));
    return List.copyOf(all.values());
  }
}

package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources.DeviceRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The devices that every container may use, whatever its spec forbids (config-linux.md, "Default
 * Devices"): null, zero, full, random, urandom; tty, console, ptmx; its own terminals. Making nodes
 * of other devices is harmless, for using them is another matter.
 */
final class DefaultDevices {
  private static final DeviceRule NOTHING = new DeviceRule(false, "a", null, null, "rwm");
  private static final List<DeviceRule> RULES =
      List.of(
          new DeviceRule(true, "c", null, null, "m"),
          new DeviceRule(true, "b", null, null, "m"),
          allow(1, 3L),
          allow(1, 5L),
          allow(1, 7L),
          allow(1, 8L),
          allow(1, 9L),
          allow(5, 0L),
          allow(5, 1L),
          allow(5, 2L),
          allow(136, null));

  private DefaultDevices() {}

  private static DeviceRule allow(long major, @Nullable Long minor) {
    return new DeviceRule(true, "c", major, minor, "rwm");
  }

  /** The rules of a spec and these behind them. Without any rules all else is forbidden. */
  static List<DeviceRule> with(List<DeviceRule> asked) {
    var rules = new ArrayList<>(asked.isEmpty() ? List.of(NOTHING) : asked);
    if (!allowsAll(rules.getLast())) {
      rules.addAll(RULES);
    }
    return rules;
  }

  private static boolean allowsAll(DeviceRule rule) {
    return rule.allow() && DevicePattern.of(rule).isEverything();
  }
}

package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Other device rules for a group of version 1 in use. Where a list of allowed devices becomes
 * another such list only the difference is written: to deny everything first would fail whoever
 * opens {@code /dev/null} just then.
 */
final class LegacyDeviceUpdate {
  private static final String REASON = "linux.resources.devices";

  private LegacyDeviceUpdate() {}

  static List<Write> of(Path group, List<DeviceRule> rules) {
    var wanted = DeviceRules.followed(group, rules);
    var now = GroupFile.read(group.resolve("devices.list")).orElse("a *:* rwm");
    if (wanted.allowsByDefault() || now.startsWith("a")) {
      return wanted.fromAnyState();
    }
    return difference(group, parse(now), wanted.exceptions());
  }

  private static Map<LegacyDevices, Integer> parse(String list) {
    var devices = new HashMap<LegacyDevices, Integer>();
    for (var line : list.lines().toList()) {
      var words = line.split("[ :]", 4);
      var device = new LegacyDevices(words[0].charAt(0), number(words[1]), number(words[2]));
      devices.merge(device, DevicePattern.access(words[3]), (one, other) -> one | other);
    }
    return devices;
  }

  private static long number(String text) {
    return "*".equals(text) ? DevicePattern.ANY : Long.parseLong(text);
  }

  private static List<Write> difference(
      Path group, Map<LegacyDevices, Integer> now, Map<LegacyDevices, Integer> wanted) {
    var writes = new ArrayList<Write>();
    surplus(wanted, now).forEach(text -> writes.add(write(group, "devices.allow", text)));
    surplus(now, wanted).forEach(text -> writes.add(write(group, "devices.deny", text)));
    return writes;
  }

  /** What the first allows beyond the second. */
  private static List<String> surplus(
      Map<LegacyDevices, Integer> first, Map<LegacyDevices, Integer> second) {
    return first.entrySet().stream()
        .filter(entry -> beyond(entry, second) != 0)
        .map(entry -> entry.getKey().text(beyond(entry, second)))
        .sorted()
        .toList();
  }

  private static int beyond(
      Map.Entry<LegacyDevices, Integer> entry, Map<LegacyDevices, Integer> second) {
    return entry.getValue() & ~second.getOrDefault(entry.getKey(), 0);
  }

  private static Write write(Path group, String file, String text) {
    return new Write(group.resolve(file), text, REASON);
  }
}

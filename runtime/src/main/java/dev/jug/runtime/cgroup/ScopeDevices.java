package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.DevicePattern.ANY;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.runtime.dbus.Variant;
import dev.jug.runtime.systemd.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Device rules as properties of a unit (systemd.resource-control(5), "DeviceAllow="). systemd knows
 * lists of what is allowed and nothing else; where a spec says more, systemd is told to leave
 * devices alone, for what counts is what we write to the group ourselves.
 */
final class ScopeDevices {
  private static final Path DRIVERS = Path.of("/proc/devices");

  private ScopeDevices() {}

  static List<Property> of(List<DeviceRule> rules) {
    var exceptions = allowed(rules);
    var lines = new ArrayList<List<String>>();
    exceptions.forEach((devices, access) -> line(devices, access, lines));
    lines.sort((one, other) -> one.getFirst().compareTo(other.getFirst()));
    return List.of(
        Property.text("DevicePolicy", exceptions.isEmpty() ? "auto" : "strict"),
        new Property("DeviceAllow", new Variant("a(ss)", lines)));
  }

  /** Empty for rules that are no such list. */
  private static Map<LegacyDevices, Integer> allowed(List<DeviceRule> rules) {
    try {
      var followed = DeviceRules.followed(Path.of("/"), rules);
      return followed.allowsByDefault() ? Map.of() : followed.exceptions();
    } catch (InvalidSpecException e) {
      return Map.of();
    }
  }

  private static void line(LegacyDevices devices, int access, List<List<String>> lines) {
    var kind = devices.type() == 'b' ? "block" : "char";
    var letters = devices.text(access).replaceAll(".* ", "");
    if (letters.isEmpty() || (devices.major() == ANY && devices.minor() != ANY)) {
      return;
    }
    if (devices.major() == ANY) {
      lines.add(List.of(kind + "-*", letters));
    } else if (devices.minor() == ANY) {
      driver(kind, devices.major()).forEach(name -> lines.add(List.of(kind + "-" + name, letters)));
    } else {
      var node = "/dev/" + kind + "/" + devices.major() + ":" + devices.minor();
      lines.add(List.of(node, letters));
    }
  }

  /** A driver that is not there has no devices either. */
  private static List<String> driver(String kind, long major) {
    try {
      var text = Files.readString(DRIVERS);
      int blocks = Math.max(text.indexOf("Block devices:"), 0);
      var part = "block".equals(kind) ? text.substring(blocks) : text.substring(0, blocks);
      return part.lines()
          .map(String::strip)
          .filter(line -> line.startsWith(major + " "))
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .distinct()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}

package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Which devices a container may use. Version 1 takes the rules as text
 * (admin-guide/cgroup-v1/devices.rst), version 2 as a program ({@link DeviceProgram}).
 */
final class DeviceRules {
  static final String ALL_ACCESS = "rwm";

  private DeviceRules() {}

  static List<Write> legacy(Path group, List<DeviceRule> rules) {
    return rules.stream().map(rule -> write(group, rule)).toList();
  }

  private static Write write(Path group, DeviceRule rule) {
    var file = group.resolve(rule.allow() ? "devices.allow" : "devices.deny");
    return new Write(file, text(rule), "linux.resources.devices");
  }

  private static String text(DeviceRule rule) {
    var type = type(rule);
    return "a".equals(type)
        ? "a"
        : type + " " + number(rule.major()) + ":" + number(rule.minor()) + " " + access(rule);
  }

  private static String number(@org.jspecify.annotations.Nullable Long number) {
    return number == null || number < 0 ? "*" : number.toString();
  }

  static String type(DeviceRule rule) {
    var type = Objects.requireNonNullElse(rule.type(), "a");
    if (!List.of("a", "b", "c", "u").contains(type)) {
      throw new InvalidSpecException(
          "linux.resources.devices: type \"" + type + "\" is not one of a, b, c");
    }
    return "u".equals(type) ? "c" : type.isEmpty() ? "a" : type;
  }

  static String access(DeviceRule rule) {
    var access = Objects.requireNonNullElse(rule.access(), "");
    if (!access.matches("[rwm]*")) {
      throw new InvalidSpecException(
          "linux.resources.devices: access \"" + access + "\" has other letters than r, w, m");
    }
    return access.isEmpty() ? ALL_ACCESS : access;
  }
}

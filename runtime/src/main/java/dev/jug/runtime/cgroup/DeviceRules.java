package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which devices a container may use, as version 1 takes it (admin-guide/cgroup-v1/devices.rst): as
 * text. Version 2 takes a program ({@link DeviceProgram}).
 *
 * <p>The kernel does not keep a list of rules. It keeps one answer for all devices and exceptions
 * from it; taking an exception back works only by its exact name, and is ignored without a word
 * otherwise. So this follows what the kernel will have, and says no to a rule that it would ignore.
 */
final class DeviceRules {
  private static final String REASON = "linux.resources.devices";

  private final Path group;
  private final List<Write> writes = new ArrayList<>();
  private final Map<LegacyDevices, Integer> exceptions = new LinkedHashMap<>();
  private boolean allowed;
  private boolean begun;

  private DeviceRules(Path group) {
    this.group = group;
  }

  /** For a new group. */
  static List<Write> legacy(Path group, List<DeviceRule> rules) {
    return followed(group, rules).writes;
  }

  static DeviceRules followed(Path group, List<DeviceRule> rules) {
    var known = new DeviceRules(group);
    rules.stream().map(DevicePattern::of).forEach(known::add);
    return known;
  }

  /** The same for a group that has rules already; a new one would allow everything. */
  List<Write> fromAnyState() {
    var everything = new Write(group.resolve("devices.allow"), "a", REASON);
    boolean forgets = !writes.isEmpty() && "a".equals(writes.getFirst().value());
    var all = new ArrayList<>(forgets ? List.<Write>of() : List.of(everything));
    all.addAll(writes);
    return all;
  }

  boolean allowsByDefault() {
    return allowed;
  }

  /** Devices that are not treated like all others, and for what. */
  Map<LegacyDevices, Integer> exceptions() {
    return exceptions;
  }

  /** A new group allows what its parent does, but what no rule names is denied. */
  private void add(DevicePattern rule) {
    boolean first = !begun;
    begun = true;
    if (rule.isEverything()) {
      allowed = rule.allow();
      exceptions.clear();
      if (!first || !allowed) {
        write(allowed, "a");
      }
      return;
    }
    if (first) {
      write(false, "a");
    }
    for (var devices : rule.legacy()) {
      if (rule.allow() == allowed) {
        takeBack(devices, rule.access());
      } else {
        exceptions.merge(devices, rule.access(), (one, other) -> one | other);
        write(rule.allow(), devices.text(rule.access()));
      }
    }
  }

  private void takeBack(LegacyDevices devices, int access) {
    for (var exception : List.copyOf(exceptions.entrySet())) {
      var other = exception.getKey();
      int common = exception.getValue() & access;
      if (common == 0 || !devices.meets(other)) {
        continue;
      }
      if (!devices.covers(other)) {
        throw new InvalidSpecException(
            "linux.resources.devices: cgroup version 1 cannot %s %s out of the %s %s"
                .formatted(
                    allowed ? "allow" : "deny",
                    devices.text(access),
                    allowed ? "denied" : "allowed",
                    other.text(exception.getValue())));
      }
      write(allowed, other.text(common));
      exceptions.put(other, exception.getValue() & ~common);
    }
  }

  private void write(boolean allow, String text) {
    var file = group.resolve(allow ? "devices.allow" : "devices.deny");
    writes.add(new Write(file, text, REASON));
  }
}

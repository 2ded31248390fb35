package dev.jug.runtime.cgroup;

import dev.jug.linux.SysException;
import dev.jug.linux.bpf.DevicePrograms;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.util.ArrayList;
import java.util.List;

/** New limits for a group in use. What they do not name stays as it is. */
final class GroupUpdate {
  private final CgroupLayout layout;
  private final String group;

  GroupUpdate(CgroupLayout layout, String group) {
    this.layout = layout;
    this.group = group;
  }

  /** Device rules change only if there are any: the group has those of its beginning. */
  void apply(Resources asked) {
    apply(asked, asked.devices().isEmpty() ? List.of() : DefaultDevices.with(asked.devices()));
  }

  /** For a group that has had no limits yet. */
  void begin(Resources asked) {
    apply(asked, DefaultDevices.with(asked.devices()));
  }

  private void apply(Resources asked, List<DeviceRule> devices) {
    var current = new CurrentLimits(layout, group);
    if (asked.memory() != null) {
      current.check(asked.memory());
    }
    var writes = new ArrayList<>(new ResourceWrites(layout, group).of(current.complete(asked)));
    var program = program(devices, writes);
    var all = new GroupWrites();
    all.apply(writes);
    if (program.length > 0) {
      replace(program, all);
    }
  }

  private byte[] program(List<DeviceRule> rules, List<CgroupSetup.Write> writes) {
    if (rules.isEmpty()) {
      return new byte[0];
    }
    var legacy = layout.legacy("devices");
    if (legacy.isPresent()) {
      writes.addAll(LegacyDeviceUpdate.of(legacy.get().group(group), rules));
      return new byte[0];
    }
    if (layout.unified().isEmpty()) {
      throw new InvalidSpecException(
          "linux.resources.devices: this machine has no devices controller");
    }
    return DeviceProgram.of(rules);
  }

  /** Last, for it needs no taking back then. */
  private void replace(byte[] program, GroupWrites writes) {
    var directory = layout.unified().orElseThrow().group(group);
    try (var programs = DevicePrograms.of(directory)) {
      programs.replace(program);
    } catch (SysException e) {
      throw new CgroupException(
          "linux.resources.devices: " + e.getMessage() + writes.takeBack(), e);
    }
  }
}

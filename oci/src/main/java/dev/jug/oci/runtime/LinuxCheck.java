package dev.jug.oci.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the Linux-specific part must say (config-linux.md). */
final class LinuxCheck {
  private static final List<String> KINDS =
      List.of("mount", "pid", "network", "uts", "ipc", "user", "cgroup", "time");
  private static final List<String> CLOCKS = List.of("monotonic", "boottime");
  private static final List<String> DEVICES = List.of("c", "b", "u", "p");
  private static final List<String> PROPAGATIONS =
      List.of(
          "private",
          "shared",
          "slave",
          "unbindable",
          "rprivate",
          "rshared",
          "rslave",
          "runbindable");
  private static final Set<String> KERNELS_NAMES =
      Set.of("", ".", "..", "info", "mon_data", "mon_groups");
  private static final Pattern DEVICE_NAME = Pattern.compile("[^/:\\s]{1,15}");
  private static final long IDS = 1L << 32;
  private static final int MOST_MAPPINGS = 340;
  private static final int LAST_NANO = 999_999_999;

  private LinuxCheck() {}

  static void check(Linux linux) {
    for (int i = 0; i < linux.namespaces().size(); i++) {
      var field = "linux.namespaces[" + i + "].type";
      Check.oneOf(linux.namespaces().get(i).type(), KINDS, field);
    }
    mappings(linux.uidMappings(), "linux.uidMappings");
    mappings(linux.gidMappings(), "linux.gidMappings");
    linux
        .timeOffsets()
        .forEach((clock, offset) -> {
          Check.oneOf(clock, CLOCKS, "linux.timeOffsets");
          Check.range(offset.nanosecs(), 0, LAST_NANO, "linux.timeOffsets." + clock + ".nanosecs");
        });
    devices(linux.devices());
    if (linux.resources() != null) {
      ResourcesCheck.check(linux.resources());
    }
    var propagation = linux.rootfsPropagation();
    if (propagation != null && !propagation.isEmpty()) {
      Check.oneOf(propagation, PROPAGATIONS, "linux.rootfsPropagation");
    }
    linux.maskedPaths().forEach(path -> Check.absolute(path, "linux.maskedPaths"));
    linux.readonlyPaths().forEach(path -> Check.absolute(path, "linux.readonlyPaths"));
    SysctlCheck.check(linux);
    netDevices(linux);
    cacheShare(linux.intelRdt());
  }

  /** A slash alone is the group that all processes start in. */
  private static void cacheShare(@Nullable IntelRdt share) {
    var name = share == null ? null : share.closID();
    if (name != null && !"/".equals(name)) {
      boolean good = !name.contains("/") && !KERNELS_NAMES.contains(name);
      Check.that(good, "linux.intelRdt.closID", "\"" + name + "\" cannot be the name of a group");
    }
  }

  private static void mappings(List<IdMapping> mappings, String field) {
    Check.that(mappings.size() <= MOST_MAPPINGS, field, "more than " + MOST_MAPPINGS + " lines");
    for (int i = 0; i < mappings.size(); i++) {
      var one = mappings.get(i);
      var name = field + "[" + i + "]";
      Check.range(one.size(), 1, IDS - 1, name + ".size");
      Check.range(one.containerID(), 0, IDS - one.size(), name + ".containerID");
      Check.range(one.hostID(), 0, IDS - one.size(), name + ".hostID");
    }
  }

  private static void devices(List<Device> devices) {
    for (int i = 0; i < devices.size(); i++) {
      var device = devices.get(i);
      var field = "linux.devices[" + i + "]";
      Check.oneOf(device.type(), DEVICES, field + ".type");
      Check.absolute(device.path(), field + ".path");
      Check.range(device.fileMode(), 0, 07777, field + ".fileMode");
      if (!"p".equals(device.type())) {
        Check.present(device.major(), field + ".major");
        Check.present(device.minor(), field + ".minor");
      }
    }
  }

  private static void netDevices(Linux linux) {
    var names = new HashSet<String>();
    linux
        .netDevices()
        .forEach((host, device) -> {
          var field = "linux.netDevices." + host;
          var name = device.name() == null || device.name().isEmpty() ? host : device.name();
          boolean good =
              DEVICE_NAME.matcher(name).matches() && !".".equals(name) && !"..".equals(name);
          Check.that(good, field, "\"" + name + "\" cannot be the name of a network device");
          Check.that(names.add(name), field, "two devices would be called " + name);
        });
  }

  static boolean has(Linux linux, String kind) {
    return linux.namespaces().stream().anyMatch(n -> kind.equals(n.type()));
  }
}

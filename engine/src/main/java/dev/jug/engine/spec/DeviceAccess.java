package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.linux.fs.Stat;
import dev.jug.oci.runtime.Device;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a container has, and which it may use.
 *
 * @param nodes device nodes besides the runtime's default ones
 * @param rules rules of the device cgroup
 */
record DeviceAccess(List<Device> nodes, List<DeviceRule> rules) {

  /** Directories below /dev that a container has its own of. */
  private static final Set<String> OWN = Set.of("pts", "shm", "mqueue", "fd", ".lxc", ".udev");

  /** The runtime adds what every container may use. */
  private static final DeviceRule NOTHING = new DeviceRule(false, null, null, null, "rwm");

  static DeviceAccess of(ContainerRequest request) {
    if (request.security().privileged()) {
      return new DeviceAccess(all(), List.of(new DeviceRule(true, "a", null, null, "rwm")));
    }
    var nodes = new ArrayList<Device>();
    var rules = new ArrayList<>(List.of(NOTHING));
    for (var mapping : request.devices()) {
      var device = device(mapping.source(), mapping.target());
      if (device == null) {
        throw new Invalid(
            "error gathering device information while adding custom device \""
                + mapping.source()
                + "\": not a device node",
            "");
      }
      nodes.add(device);
      rules.add(rule(device, mapping));
    }
    rules.addAll(DeviceRules.parse(request.deviceRules()));
    return new DeviceAccess(nodes, rules);
  }

  private static DeviceRule rule(Device device, DeviceMapping mapping) {
    return new DeviceRule(true, device.type(), device.major(), device.minor(), mapping.access());
  }

  /** Every device the machine has: for privileged containers. */
  private static List<Device> all() {
    var devices = new ArrayList<Device>();
    collect(Path.of("/dev"), devices);
    return devices;
  }

  private static void collect(Path directory, List<Device> devices) {
    try (var entries = Files.newDirectoryStream(directory)) {
      for (var entry : entries) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          if (!OWN.contains(String.valueOf(entry.getFileName()))) {
            collect(entry, devices);
          }
        } else if (!Files.isSymbolicLink(entry) && !entry.endsWith("console")) {
          var device = device(entry, entry.toString());
          if (device != null) {
            devices.add(device);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The device at a path; null if it is something else. */
  private static @Nullable Device device(Path source, String target) {
    try {
      var stat = Stat.of(source);
      if (!stat.isCharacterDevice() && !stat.isBlockDevice()) {
        return null;
      }
      return new Device(
          stat.isCharacterDevice() ? "c" : "b",
          target,
          stat.major(),
          stat.minor(),
          stat.permissions(),
          Integer.toUnsignedLong(stat.uid()),
          Integer.toUnsignedLong(stat.gid()));
    } catch (IOException _) {
      throw new Invalid(
          "error gathering device information while adding custom device \""
              + source
              + "\": no such file or directory",
          "");
    }
  }
}

package dev.jug.engine.audit;

import static dev.jug.engine.audit.Risk.Level.CRITICAL;
import static dev.jug.engine.audit.Risk.Level.HIGH;
import static dev.jug.engine.audit.Risk.Level.MEDIUM;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.DeviceMapping;
import dev.jug.engine.request.StorageOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What files and devices of the host lead to. */
final class MountRisks {
  private static final Set<String> SOCKETS =
      Set.of(
          "docker.sock",
          "engine.sock",
          "containerd.sock",
          "crio.sock",
          "podman.sock",
          "buildkitd.sock");

  /** Whoever writes below these is root on the host. */
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc"),
          Path.of("/proc"),
          Path.of("/sys"),
          Path.of("/dev"),
          Path.of("/boot"),
          Path.of("/root"),
          Path.of("/run"),
          Path.of("/var/run"),
          Path.of("/usr"),
          Path.of("/bin"),
          Path.of("/sbin"),
          Path.of("/lib"),
          Path.of("/var/lib/jug"),
          Path.of("/var/lib/docker"),
          Path.of("/var/lib/containerd"),
          Path.of("/var/spool/cron"));

  /** Holding one of these means holding what is below. */
  private static final Set<Path> WHOLE =
      Set.of(Path.of("/"), Path.of("/var"), Path.of("/var/lib"), Path.of("/home"));

  private static final Set<String> MEMORY = Set.of("/dev/mem", "/dev/kmem", "/dev/port");

  private MountRisks() {}

  static List<Risk> of(StorageOptions storage, List<DeviceMapping> devices, List<String> rules) {
    var risks = new ArrayList<Risk>();
    for (var bind : storage.allBinds()) {
      source(bind).ifPresent(risks::add);
      propagation(bind).ifPresent(risks::add);
    }
    devices.forEach(device -> risks.add(device(device)));
    rules.forEach(rule -> risks.add(rule(rule)));
    return risks;
  }

  private static Optional<Risk> source(BindMount bind) {
    var source = bind.location().normalize();
    var shown = "-v " + source + ":" + bind.target() + (bind.readOnly() ? ":ro" : "");
    if (isSocket(source)) {
      return Optional.of(
          new Risk(
              CRITICAL,
              shown,
              "whoever commands the engine can start a privileged container; read-only or not",
              "leave it out; what needs the engine's API runs beside containers, not in one"));
    }
    if (!isSystem(source)) {
      return Optional.empty();
    }
    return Optional.of(
        bind.readOnly()
            ? new Risk(
                HIGH,
                shown,
                "reads the host's files, passwords and keys among them",
                "bind the one directory that it needs")
            : new Risk(
                CRITICAL,
                shown,
                "changes the host's files: the next program that root starts is its own",
                "bind the one directory that it needs, with :ro"));
  }

  private static boolean isSocket(Path source) {
    var name = source.getFileName();
    return name != null && SOCKETS.contains(name.toString());
  }

  private static boolean isSystem(Path source) {
    return WHOLE.contains(source) || SYSTEM.stream().anyMatch(source::startsWith);
  }

  private static Optional<Risk> propagation(BindMount bind) {
    boolean spreads = bind.propagation().endsWith("shared");
    return spreads
        ? Optional.of(
            new Risk(
                HIGH,
                "-v …:" + bind.target() + ":" + bind.propagation(),
                "what it mounts there appears on the host",
                "rslave, if it only has to see the host's mounts"))
        : Optional.empty();
  }

  private static Risk device(DeviceMapping device) {
    var shown = "--device " + device.source();
    if (MEMORY.contains(device.source().toString())) {
      return new Risk(CRITICAL, shown, "the machine's memory", "leave it out");
    }
    if (isBlock(device.source())) {
      return new Risk(
          CRITICAL,
          shown,
          "all files of the disk, past all permissions",
          "bind the directory that it needs instead");
    }
    return new Risk(
        MEDIUM,
        shown,
        "the driver of a device, which few people have attacked",
        "--device …:r, if reading is enough");
  }

  /** By what sysfs says: opening one to see would be more than looking. */
  private static boolean isBlock(Path device) {
    var name = device.getFileName();
    return name != null && Files.exists(Path.of("/sys/class/block").resolve(name.toString()));
  }

  private static Risk rule(String rule) {
    boolean all = rule.startsWith("a") || rule.startsWith("b");
    return new Risk(
        all ? CRITICAL : MEDIUM,
        "--device-cgroup-rule '" + rule + "'",
        all ? "it makes a node for a disk, and reads all of it" : "it makes nodes for devices",
        "--device for the one that it needs");
  }
}

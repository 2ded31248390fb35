package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Capabilities;
import dev.jug.oci.runtime.ConsoleSize;
import dev.jug.oci.runtime.IdMapping;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Namespace;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Root;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.TimeOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Specs of small containers for the real kernel. */
final class TestSpecs {
  private TestSpecs() {}

  static Spec container(Process process) {
    return new Spec(
        "1.3.0", new Root("rootfs", false), mounts(), process, "box", null, Map.of(), linux());
  }

  private static List<Mount> mounts() {
    return List.of(
        new Mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")),
        new Mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "strictatime", "mode=755")),
        new Mount(
            "/dev/pts",
            "devpts",
            "devpts",
            List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5")),
        new Mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro")),
        new Mount("/sys/fs/cgroup", "cgroup", "cgroup", List.of("nosuid", "noexec", "nodev", "ro")),
        new Mount("/dev/mqueue", "mqueue", "mqueue", List.of("nosuid", "noexec", "nodev")),
        new Mount("/dev/shm", "tmpfs", "shm", List.of("nosuid", "nodev", "mode=1777")));
  }

  static Process process(String... args) {
    return process(false, args);
  }

  static Process terminal(String... args) {
    return process(true, args);
  }

  private static Process process(boolean terminal, String... args) {
    return process(terminal, List.of("CAP_CHOWN"), args);
  }

  static Process process(boolean terminal, List<String> one, String... args) {
    return new Process(
        terminal,
        terminal ? new ConsoleSize(33, 101) : null,
        null,
        List.of(args),
        List.of("PATH=/bin"),
        "/",
        new Capabilities(one, one, List.of(), one, List.of()),
        List.of(),
        false,
        null,
        null,
        null);
  }

  static Linux linux() {
    var kinds = Stream.of("pid", "network", "mount", "ipc", "uts", "cgroup");
    return new Linux(
        kinds.map(kind -> new Namespace(kind, null)).toList(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of("/proc/keys", "/proc/not-there", "/sys/firmware"),
        List.of("/proc/sys", "/proc/bus"),
        Map.of("net.ipv4.ip_unprivileged_port_start", "0"),
        null,
        null,
        Map.of());
  }

  /** In the group of this path, or in the usual one if it is null. */
  static Spec limited(Process process, Resources resources, String cgroupsPath) {
    var spec = container(process);
    var l = spec.linux();
    var linux =
        new Linux(
            l.namespaces(),
            List.of(),
            List.of(),
            l.devices(),
            cgroupsPath,
            resources,
            l.maskedPaths(),
            l.readonlyPaths(),
            l.sysctl(),
            null,
            null,
            Map.of());
    return new Spec("1.3.0", spec.root(), spec.mounts(), process, "box", null, Map.of(), linux);
  }

  static Linux withUserNamespace(Linux linux) {
    var map = List.of(new IdMapping(0, 100000, 65536));
    return changed(linux, "user", map, Map.of());
  }

  static Linux withTimeOffset(Linux linux, long seconds) {
    return changed(linux, "time", List.of(), Map.of("boottime", new TimeOffset(seconds, 0)));
  }

  private static Linux changed(
      Linux l, String kind, List<IdMapping> map, Map<String, TimeOffset> offsets) {
    var namespaces = new ArrayList<>(l.namespaces());
    namespaces.add(new Namespace(kind, null));
    return new Linux(
        namespaces,
        map,
        map,
        l.devices(),
        l.cgroupsPath(),
        l.resources(),
        l.maskedPaths(),
        l.readonlyPaths(),
        map.isEmpty() ? l.sysctl() : Map.of(),
        l.seccomp(),
        null,
        offsets);
  }
}

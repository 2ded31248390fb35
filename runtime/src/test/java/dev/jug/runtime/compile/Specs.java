package dev.jug.runtime.compile;

import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.Capabilities;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Namespace;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Root;
import dev.jug.oci.runtime.Spec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small specs for tests. */
final class Specs {
  static final Machine MACHINE =
      new Machine(EnumSet.of(Capability.CHOWN, Capability.KILL, Capability.SYS_ADMIN), List.of());

  private Specs() {}

  static Spec of(Process process, Linux linux) {
    var mounts =
        List.of(
            new Mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")),
            new Mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "mode=755")),
            new Mount("/dev/pts", "devpts", "devpts", List.of("newinstance", "ptmxmode=0666")));
    return new Spec(
        "1.3.0", new Root("rootfs", false), mounts, process, "box", null, Map.of(), linux);
  }

  static Process process(String... args) {
    return process(false, "/", args);
  }

  static Process process(boolean terminal, String cwd, String... args) {
    var chown = List.of("CAP_CHOWN");
    var capabilities = new Capabilities(chown, chown, List.of(), chown, List.of());
    return new Process(
        terminal,
        null,
        null,
        List.of(args),
        List.of("PATH=/bin:/usr/bin"),
        cwd,
        capabilities,
        List.of(),
        false,
        null,
        null,
        null);
  }

  static Linux linux(String... namespaces) {
    return new Linux(
        Stream.of(namespaces).map(type -> new Namespace(type, null)).toList(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of("/proc/keys"),
        List.of("/proc/sys"),
        Map.of(),
        null,
        null,
        Map.of());
  }
}

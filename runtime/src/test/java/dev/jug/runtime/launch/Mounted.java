package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Namespace;
import dev.jug.oci.runtime.Root;
import dev.jug.oci.runtime.Spec;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A container with mounts of its own, and what it sees of them. */
final class Mounted {
  private static final List<String> RIGHTS =
      List.of("CAP_SYS_ADMIN", "CAP_DAC_OVERRIDE", "CAP_CHOWN");

  private final LaunchingRuntime runtime;
  private final List<Mount> mounts = new ArrayList<>();
  private final List<Path> leftOut = new ArrayList<>();
  private UnaryOperator<Linux> change = linux -> linux;
  private final Path rootfs;
  private boolean readonly;

  Mounted(LaunchingRuntime runtime, Path rootfs) {
    this.runtime = runtime;
    this.rootfs = rootfs;
  }

  Mounted add(Mount mount) {
    mounts.add(mount);
    return this;
  }

  Mounted add(String destination, String type, String source, String options) {
    return add(new Mount(destination, type, source, List.of(options.split(","))));
  }

  Mounted bind(Path source, String destination, String options) {
    return add(destination, "bind", source.toString(), options);
  }

  /** Leaves out a usual mount, and all below it. */
  Mounted withoutMount(String destination) {
    leftOut.add(Path.of(destination));
    return this;
  }

  Mounted linux(UnaryOperator<Linux> changed) {
    var before = change;
    change = linux -> changed.apply(before.apply(linux));
    return this;
  }

  Mounted readonlyRoot() {
    readonly = true;
    return this;
  }

  Sandbox sandbox(String script) throws IOException {
    var process = TestSpecs.process(false, RIGHTS, "sh", "-c", script);
    var spec = TestSpecs.container(process);
    var all = new ArrayList<>(spec.mounts());
    all.removeIf(m -> leftOut.stream().anyMatch(Path.of(m.destination())::startsWith));
    all.addAll(mounts);
    var root = new Root("rootfs", readonly);
    var linux = change.apply(TestSpecs.linux());
    var changed = new Spec("1.3.0", root, all, process, "box", null, spec.annotations(), linux);
    return new Sandbox(runtime, changed, rootfs, true, false);
  }

  Sandbox.Outcome run(String script) throws IOException {
    try (var sandbox = sandbox(script)) {
      return sandbox.run();
    }
  }

  interface Meanwhile {
    void act() throws IOException;
  }

  /** Lets something happen on the host before the script begins. */
  Sandbox.Outcome run(String script, Meanwhile meanwhile) throws IOException {
    try (var sandbox = sandbox("echo up; read go; " + script);
        var process = sandbox.start()) {
      while (sandbox.client().receive().orElseThrow().type() != FrameType.STDOUT) {}
      meanwhile.act();
      sandbox.client().send(Frame.of(FrameType.STDIN, "go\n".getBytes(StandardCharsets.UTF_8)));
      return Sandbox.outcome(sandbox.client(), process);
    }
  }

  /** The options of a mount as proc(5) has them in mountinfo, its propagation among them. */
  List<String> optionsOf(String destination) throws IOException {
    var lines = run("cat /proc/self/mountinfo").stdout().lines();
    var fields =
        lines
            .map(line -> line.split(" "))
            .filter(line -> line[4].equals(destination))
            .reduce((_, last) -> last)
            .orElseThrow();
    var options = new ArrayList<>(List.of(fields[5].split(",")));
    for (int i = 6; !"-".equals(fields[i]); i++) {
      options.add(fields[i].replaceAll(":.*", ""));
    }
    return options;
  }

  static Linux without(Linux linux, String kind) {
    var rest = linux.namespaces().stream().filter(n -> !n.type().equals(kind)).toList();
    return changed(linux, rest, linux.readonlyPaths(), linux.rootfsPropagation());
  }

  static Linux readonlyPaths(Linux linux, String... paths) {
    return changed(linux, linux.namespaces(), List.of(paths), linux.rootfsPropagation());
  }

  static Linux rootfsPropagation(Linux linux, String propagation) {
    return changed(linux, linux.namespaces(), linux.readonlyPaths(), propagation);
  }

  private static Linux changed(
      Linux l, List<Namespace> namespaces, List<String> readonlyPaths, String propagation) {
    return new Linux(
        namespaces,
        l.uidMappings(),
        l.gidMappings(),
        l.devices(),
        l.cgroupsPath(),
        l.resources(),
        l.maskedPaths(),
        readonlyPaths,
        l.sysctl(),
        l.seccomp(),
        propagation,
        l.timeOffsets());
  }
}

package dev.jug.runtime.compile;

import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Namespace;
import dev.jug.oci.runtime.Root;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.CgroupSetup;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans of containers that have mounts, and little else. */
final class MountPlans {
  static final RootSource ROOT = new RootSource.Directory(Path.of("/rootfs"));
  private static final String[] FOUR = {"pid", "network", "mount", "ipc"};
  private static final CgroupSetup NO_GROUP =
      new CgroupSetup(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

  private MountPlans() {}

  static Plan of(Mount... mounts) {
    return of(ROOT, mounts);
  }

  static Plan of(RootSource root, Mount... mounts) {
    return compile(root, Specs.linux(FOUR), Specs.MACHINE, mounts);
  }

  static Plan propagation(String propagation) {
    return compile(ROOT, changed(propagation, null), Specs.MACHINE);
  }

  /** In a user namespace that is there. */
  static Plan joined(String path, Mount... mounts) {
    var linux =
        new Linux(
            List.of(new Namespace("mount", null), new Namespace("user", path)),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            List.of(),
            List.of(),
            Map.of(),
            null,
            null,
            Map.of());
    return compile(ROOT, linux, Specs.MACHINE, mounts);
  }

  /** On a machine with or without SELinux. */
  static Plan labelled(boolean selinux, RootSource root, Mount... mounts) {
    var machine =
        new Machine(EnumSet.noneOf(Capability.class), List.of(), selinux, false, false, false, 0);
    return compile(root, changed(null, "a:b:c:s0"), machine, mounts);
  }

  private static Linux changed(String propagation, String label) {
    var l = Specs.linux(FOUR);
    return new Linux(
        l.namespaces(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of("/proc/keys"),
        List.of(),
        Map.of(),
        null,
        propagation,
        Map.of(),
        label,
        null,
        null,
        null,
        Map.of());
  }

  private static Plan compile(RootSource root, Linux linux, Machine machine, Mount... mounts) {
    var process = Specs.process("sh");
    var spec =
        new Spec(
            "1.3.0",
            new Root("rootfs", false),
            List.of(mounts),
            process,
            null,
            null,
            Map.of(),
            linux);
    var launch = new Launch("c1", spec, root, Path.of("/run/c1"), Streams.NONE, false);
    return new ContainerCompiler(launch, NO_GROUP, Optional.empty(), machine).compile();
  }

  /** What is done for the first mount, as a person reads it. */
  static List<String> first(Plan plan) {
    return plan.ops().stream()
        .filter(op -> op.reason().startsWith("mounts[0]"))
        .map(Op::shown)
        .toList();
  }
}

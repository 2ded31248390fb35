package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Root;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RootSource;
import java.util.Objects;

/** The spec of a launch in the words that other runtimes understand. */
final class ForeignSpec {
  /** What every runtime accepts; fields that came later it leaves out if it does not know them. */
  private static final String OCI_VERSION = "1.0.2";

  private ForeignSpec() {}

  /**
   * The spec of a container's bundle.
   *
   * @param group its cgroup
   */
  static Spec of(Launch launch, ForeignHome home, String group) {
    var spec = launch.spec();
    var root =
        switch (launch.root()) {
          case RootSource.Directory(var path) -> path;
          case RootSource.Overlay _ -> home.rootfs();
        };
    boolean readOnly = spec.root() != null && spec.root().readonly();
    return new Spec(
        OCI_VERSION,
        new Root(root.toString(), readOnly),
        spec.mounts(),
        spec.process(),
        spec.hostname(),
        spec.domainname(),
        spec.annotations(),
        spec.hooks(),
        linux(Objects.requireNonNull(spec.linux()), group));
  }

  /** A new group has no limit; crun hands the word for that to the kernel, which refuses it. */
  private static Linux linux(Linux linux, String group) {
    var limits = Objects.requireNonNull(linux.resources());
    var pids = limits.pids();
    var counted = pids != null && pids.limit() > 0 ? pids : null;
    var resources =
        new Resources(
            limits.devices(),
            limits.memory(),
            limits.cpu(),
            counted,
            limits.unified(),
            limits.blockIO(),
            limits.hugepageLimits(),
            limits.network(),
            limits.rdma());
    return linux.withCgroupsPath(group).withResources(resources);
  }
}

package dev.jug.runtime.lifecycle;

import dev.jug.linux.cap.Capability;
import dev.jug.linux.mount.MountOptions;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.Features;
import dev.jug.oci.runtime.Features.Cgroup;
import dev.jug.oci.runtime.Features.Enabled;
import dev.jug.oci.runtime.Features.MountExtensions;
import dev.jug.runtime.seccomp.SeccompFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What this runtime can do. */
public final class RuntimeFeatures {
  private static final List<String> HOOKS =
      List.of(
          "prestart",
          "createRuntime",
          "createContainer",
          "startContainer",
          "poststart",
          "poststop");

  private RuntimeFeatures() {}

  /** The document of the {@code features} operation. */
  public static Features describe() {
    return new Features(
        "1.0.0", "1.3.0", HOOKS, MountOptions.names(), linux(), Map.of(), List.of());
  }

  private static Features.Linux linux() {
    var yes = new Enabled(true);
    return new Features.Linux(
        Arrays.stream(NamespaceKind.values()).map(NamespaceKind::specName).sorted().toList(),
        Arrays.stream(Capability.values()).map(Capability::toString).toList(),
        new Cgroup(true, true, true, false, true),
        SeccompFeatures.describe(),
        yes,
        yes,
        yes,
        new MountExtensions(yes),
        yes);
  }
}

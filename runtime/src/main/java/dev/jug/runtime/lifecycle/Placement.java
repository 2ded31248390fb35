package dev.jug.runtime.lifecycle;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.cgroup.ContainerGroup;
import dev.jug.runtime.cgroup.PlainGroup;
import dev.jug.runtime.cgroup.ScopeName;
import dev.jug.runtime.cgroup.SystemdScope;
import dev.jug.runtime.systemd.SystemdSocket;
import java.util.Objects;

/**
 * Where a container's cgroup is.
 *
 * @param path the group, such as {@code /jug-runtime/ID}
 * @param scope its scope as {@code slice:prefix:name}, if systemd makes it; else empty
 */
record Placement(String path, String scope) {
  /**
   * The place that a spec asks for.
   *
   * @param parent below which a relative path lies
   * @param name of the group or scope, if the spec asks for none
   */
  static Placement of(Spec spec, boolean systemd, String parent, String name) {
    Linux linux = spec.linux();
    if (linux == null) {
      throw new InvalidSpecException("linux: missing; this runtime makes Linux containers");
    }
    var asked = Objects.requireNonNullElse(linux.cgroupsPath(), "");
    if (systemd) {
      var scope = asked.isEmpty() ? ":jug:" + name : asked;
      return new Placement(ScopeName.of(scope).path(), scope);
    }
    if (asked.isEmpty()) {
      return new Placement(parent + "/" + name, "");
    }
    return new Placement(asked.startsWith("/") ? asked : parent + "/" + asked, "");
  }

  static Placement of(SavedContainer container) {
    return new Placement(container.cgroup(), container.scope());
  }

  /** The spec as it is launched. */
  Spec launched(Spec spec) {
    return with(spec, scope.isEmpty() ? path : scope);
  }

  /** The spec for whoever joins the group. */
  Spec joined(Spec spec) {
    return with(spec, path);
  }

  private static Spec with(Spec spec, String path) {
    return spec.withLinux(Objects.requireNonNull(spec.linux()).withCgroupsPath(path));
  }

  /** The group itself. */
  ContainerGroup group(Cgroups cgroups) {
    return scope.isEmpty()
        ? new PlainGroup(cgroups, path)
        : new SystemdScope(cgroups, SystemdSocket.ofSystem(), ScopeName.of(scope), path);
  }
}

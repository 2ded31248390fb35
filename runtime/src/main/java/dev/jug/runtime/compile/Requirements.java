package dev.jug.runtime.compile;

import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.RootSource;

/** What a spec must say, and what of it Jug cannot do yet: said before anything is made. */
final class Requirements {
  private Requirements() {}

  static void check(
      Spec spec,
      Process process,
      Linux linux,
      RootSource root,
      Machine machine,
      boolean userNamespace) {
    require(!process.args().isEmpty(), "process.args: no command specified");
    require(!process.args().getFirst().isEmpty(), "process.args: the command is empty");
    require(
        process.cwd().startsWith("/"), "process.cwd: \"" + process.cwd() + "\" is not absolute");
    require(spec.root() != null, "root: missing");
    require(
        spec.hostname() == null || has(linux, NamespaceKind.UTS),
        "hostname: needs a UTS namespace of the container's own");
    require(
        !userNamespace || !(linux.uidMappings().isEmpty() || linux.gidMappings().isEmpty()),
        "linux.uidMappings: a new user namespace needs uid and gid mappings");
    require(
        root instanceof RootSource.Directory
            || !joins(linux, NamespaceKind.USER)
            || !(linux.uidMappings().isEmpty() || linux.gidMappings().isEmpty()),
        "linux.uidMappings: image layers in a user namespace that is joined need its mappings");
    require(
        linux.intelRdt() == null || machine.cacheShares(),
        "linux.intelRdt: this machine has no resctrl file system mounted at /sys/fs/resctrl");
    require(
        linux.netDevices().isEmpty() || has(linux, NamespaceKind.NETWORK),
        "linux.netDevices: needs a network namespace of the container's own");
    require(linux.sysctl().isEmpty() || hasProc(spec), "linux.sysctl: needs a proc mount at /proc");
  }

  private static boolean has(Linux linux, NamespaceKind kind) {
    return linux.namespaces().stream().anyMatch(n -> n.type().equals(kind.specName()));
  }

  private static boolean joins(Linux linux, NamespaceKind kind) {
    return linux.namespaces().stream()
        .anyMatch(n -> n.type().equals(kind.specName()) && n.path() != null && !n.path().isEmpty());
  }

  private static boolean hasProc(Spec spec) {
    return spec.mounts().stream().anyMatch(m -> "proc".equals(m.type()));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new InvalidSpecException(message);
    }
  }
}

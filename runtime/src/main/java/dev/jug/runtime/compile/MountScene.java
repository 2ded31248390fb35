package dev.jug.runtime.compile;

import dev.jug.linux.mount.Propagation;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.cgroup.CgroupSetup;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a launch decides how its mounts are made.
 *
 * @param spec the container
 * @param root its root file system
 * @param cgroup how it gets its groups
 * @param machine what the machine has
 */
record MountScene(Spec spec, RootSource root, CgroupSetup cgroup, Machine machine) {
  Linux linux() {
    return Objects.requireNonNull(spec.linux(), "linux");
  }

  /** Whether the container has a namespace of its own, a new one or one that it joins. */
  boolean has(NamespaceKind kind) {
    return linux().namespaces().stream().anyMatch(n -> n.type().equals(kind.specName()));
  }

  /** The namespace that is joined; empty if it is new or the host's. */
  Optional<String> joined(NamespaceKind kind) {
    return linux().namespaces().stream()
        .filter(n -> n.type().equals(kind.specName()))
        .flatMap(n -> Optional.ofNullable(n.path()).stream())
        .filter(path -> !path.isEmpty())
        .findFirst();
  }

  /** The SELinux context of mounts; empty where nobody asks or where the kernel has no SELinux. */
  Optional<String> label() {
    return Optional.ofNullable(linux().mountLabel())
        .filter(label -> !label.isEmpty() && machine.selinux());
  }

  /** Options of a file system, with the context that its files get. */
  String labelled(String data) {
    if (label().isEmpty() || data.contains("context=")) {
      return data;
    }
    return (data.isEmpty() ? "" : data + ",") + "context=\"" + label().get() + '"';
  }

  /** What the spec asks of the root, as it says it; empty for the usual. */
  Optional<String> rootPropagation() {
    return Optional.ofNullable(linux().rootfsPropagation()).filter(text -> !text.isEmpty());
  }

  /**
   * How the root begins: a container that shares its mounts, or is to see the host's, gets what is
   * mounted below its root on the host later; nothing ever travels back.
   */
  Propagation firstPropagation() {
    var asked = rootPropagation().flatMap(Propagation::parse).orElse(Propagation.PRIVATE);
    return asked == Propagation.SLAVE || asked == Propagation.SHARED
        ? Propagation.SLAVE
        : Propagation.PRIVATE;
  }
}

package dev.jug.ocicli.command;

import dev.jug.oci.runtime.IdMapping;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Namespace;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.SpecCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A config.json to begin with: a shell in a container with few rights. */
final class Template {
  private Template() {}

  /**
   * The document.
   *
   * @param rootless whether it is for a user who is not root
   * @param uid that user; also taken for the group
   */
  static byte[] config(boolean rootless, int uid) {
    var codec = new SpecCodec();
    try (var in =
        Objects.requireNonNull(Template.class.getResourceAsStream("config-template.json"))) {
      var spec = codec.read(in.readAllBytes());
      return codec.write(rootless ? rootless(spec, uid) : spec);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No network of its own, no cgroup limits, and one user in a namespace of users. */
  private static Spec rootless(Spec spec, int uid) {
    Linux linux = Objects.requireNonNull(spec.linux());
    var namespaces = new ArrayList<>(linux.namespaces());
    namespaces.removeIf(namespace -> "network".equals(namespace.type()));
    namespaces.add(new Namespace("user", null));
    var one = List.of(new IdMapping(0, uid, 1));
    var changed =
        new Linux(
            namespaces,
            one,
            one,
            linux.devices(),
            null,
            Resources.NONE,
            linux.maskedPaths(),
            linux.readonlyPaths(),
            linux.sysctl(),
            linux.seccomp(),
            linux.rootfsPropagation(),
            linux.timeOffsets());
    return spec.withLinux(changed)
        .withMounts(spec.mounts().stream().map(Template::rootless).toList());
  }

  /** A network namespace of the host's owns /sys, and only group 0 is mapped. */
  private static Mount rootless(Mount mount) {
    if ("/sys".equals(mount.destination())) {
      var options = List.of("rbind", "nosuid", "noexec", "nodev", "ro");
      return new Mount("/sys", "none", "/sys", options);
    }
    var options = mount.options().stream().filter(option -> !option.startsWith("gid=")).toList();
    return new Mount(mount.destination(), mount.type(), mount.source(), options);
  }
}

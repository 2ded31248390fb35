package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.Capabilities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which capabilities a container has: Docker's fourteen, more or fewer as asked. */
final class CapabilitySet {
  private static final String ALL = "ALL";

  private static final Set<Capability> DEFAULT =
      Set.of(
          Capability.CHOWN,
          Capability.DAC_OVERRIDE,
          Capability.FSETID,
          Capability.FOWNER,
          Capability.MKNOD,
          Capability.NET_RAW,
          Capability.SETGID,
          Capability.SETUID,
          Capability.SETFCAP,
          Capability.SETPCAP,
          Capability.NET_BIND_SERVICE,
          Capability.SYS_CHROOT,
          Capability.KILL,
          Capability.AUDIT_WRITE);

  private CapabilitySet() {}

  /** The set, in the kernel's order. */
  static Set<Capability> of(SecurityOptions security) {
    if (security.privileged()) {
      return ofKernel();
    }
    var add = parse("CapAdd", security.capAdd());
    var drop = parse("CapDrop", security.capDrop());
    var set = EnumSet.noneOf(Capability.class);
    if (has(security.capAdd(), ALL)) {
      set.addAll(ofKernel());
      set.removeAll(drop);
    } else if (has(security.capDrop(), ALL)) {
      set.addAll(add);
    } else {
      set.addAll(DEFAULT);
      set.removeAll(drop);
      set.addAll(add);
    }
    return set;
  }

  /**
   * The set as a spec has it. Nothing is inheritable, as in Docker since CVE-2022-24769. A user who is not root gets what
   * exec would leave: the bounding set alone.
   */
  static Capabilities spec(Set<Capability> set, long uid) {
    var names = set.stream().map(Capability::toString).toList();
    var held = uid == 0 ? names : List.<String>of();
    return new Capabilities(names, held, List.of(), held, List.of());
  }

  private static Set<Capability> parse(String field, List<String> names) {
    var set = EnumSet.noneOf(Capability.class);
    for (var name : names) {
      if (!isAll(name)) {
        set.add(
            Capability.parse(name)
                .orElseThrow(
                    () ->
                        new Invalid(
                            "invalid " + field + ": unknown capability: \"" + name + "\"",
                            "See capabilities(7) for the names.")));
      }
    }
    return set;
  }

  private static boolean has(List<String> names, String wanted) {
    return names.stream().anyMatch(wanted::equalsIgnoreCase);
  }

  private static boolean isAll(String name) {
    return ALL.equalsIgnoreCase(name);
  }

  /** All that this kernel knows: it refuses those of later ones. */
  private static Set<Capability> ofKernel() {
    try {
      int last =
          Integer.parseInt(Files.readString(Path.of("/proc/sys/kernel/cap_last_cap")).strip());
      var set = EnumSet.allOf(Capability.class);
      set.removeIf(capability -> capability.ordinal() > last);
      return set;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

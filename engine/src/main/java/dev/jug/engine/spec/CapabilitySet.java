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
public final class CapabilitySet {
  private static final String ALL = "ALL";
  private static final String PERMITTED = "CapPrm:";

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
  public static Set<Capability> of(SecurityOptions security) {
    if (security.privileged()) {
      return held();
    }
    var add = parse("CapAdd", security.capAdd());
    var drop = parse("CapDrop", security.capDrop());
    var set = EnumSet.noneOf(Capability.class);
    if (has(security.capAdd(), ALL)) {
      set.addAll(held());
      set.removeAll(drop);
    } else if (has(security.capDrop(), ALL)) {
      set.addAll(add);
    } else {
      set.addAll(DEFAULT);
      set.removeAll(drop);
      set.addAll(add);
    }
    set.addAll(ambient(security));
    return set;
  }

  /** Those that it keeps whoever it runs as. */
  static Set<Capability> ambient(SecurityOptions security) {
    return has(security.ambient(), ALL) ? held() : parse("ambient", security.ambient());
  }

  /**
   * The set as a spec has it. But for ambient ones nothing is inheritable, as in Docker since
   * CVE-2022-24769. A user who is not root gets what exec would leave: the ambient ones alone.
   */
  static Capabilities spec(Set<Capability> set, Set<Capability> ambient, long uid) {
    return spec(names(set), names(ambient), uid);
  }

  /** The same by their names. */
  static Capabilities spec(List<String> set, List<String> ambient, long uid) {
    var usable = uid == 0 ? set : ambient;
    return new Capabilities(set, usable, ambient, usable, ambient);
  }

  private static List<String> names(Set<Capability> set) {
    return set.stream().map(Capability::toString).toList();
  }

  private static Set<Capability> parse(String field, List<String> names) {
    var set = EnumSet.noneOf(Capability.class);
    for (var name : names) {
      if (!isAll(name)) {
        set.add(
            Capability.parse(name)
                .orElseThrow(() ->
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

  /** All that there are to give: those this kernel knows and the engine itself holds. */
  private static Set<Capability> held() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      long bits =
          lines
              .filter(line -> line.startsWith(PERMITTED))
              .mapToLong(line -> Long.parseLong(line.substring(PERMITTED.length()).strip(), 16))
              .findFirst()
              .orElse(0);
      var set = EnumSet.allOf(Capability.class);
      set.removeIf(capability -> (bits & capability.bit()) == 0);
      return set;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

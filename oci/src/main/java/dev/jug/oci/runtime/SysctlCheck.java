package dev.jug.oci.runtime;

import java.util.Set;

/**
 * Kernel parameters that belong to a namespace (namespaces(7)); setting any other would change the
 * host.
 */
final class SysctlCheck {
  private static final Set<String> IPC =
      Set.of(
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "kernel.sem",
          "kernel.shmall",
          "kernel.shmmax",
          "kernel.shmmni",
          "kernel.shm_rmid_forced");

  private SysctlCheck() {}

  static void check(Linux linux) {
    for (var name : linux.sysctl().keySet()) {
      var plain = name.indexOf('/') < 0 ? name : name.replace('/', '.');
      var field = "linux.sysctl." + name;
      Check.that(!plain.contains(".."), field, "a name has no empty parts");
      var kind = kind(plain);
      Check.that(!kind.isEmpty(), field, "not namespaced; it would change the host");
      Check.that(
          LinuxCheck.has(linux, kind),
          field,
          "needs a " + kind + " namespace of the container's own");
    }
  }

  private static String kind(String name) {
    if (IPC.contains(name) || name.startsWith("fs.mqueue.")) {
      return "ipc";
    }
    if (name.startsWith("net.")) {
      return "network";
    }
    return "kernel.domainname".equals(name) || "kernel.hostname".equals(name)
        ? "uts"
        : name.startsWith("user.max_") ? "user" : "";
  }
}

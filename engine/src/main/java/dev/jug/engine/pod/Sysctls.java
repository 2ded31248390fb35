package dev.jug.engine.pod;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.ns.NamespaceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Kernel parameters that belong to a namespace of a pod sandbox (sysctl(5)). */
final class Sysctls {
  private static final Path ALL = Path.of("/proc/sys");
  private static final Set<String> OF_IPC = Set.of("kernel.sem", "kernel.msgmax", "kernel.msgmnb");

  private static final String PING = "net.ipv4.ping_group_range";

  /** Whoever runs in a network namespace of its own may use all of it, as in containers. */
  private static final Map<String, String> OF_NETWORKS =
      Map.of("net.ipv4.ip_unprivileged_port_start", "0", PING, "0 " + Integer.MAX_VALUE);

  private final Map<String, String> ofNetwork = new TreeMap<>(OF_NETWORKS);
  private final Map<String, String> ofIpc = new TreeMap<>();

  /**
   * Those that are asked for.
   *
   * @throws Invalid if one is not of a namespace that is the sandbox's own
   */
  Sysctls(PodRequest request) {
    var ids = request.sharing().ids();
    if (ids != null) {
      ofNetwork.put(PING, "0 " + Math.max(ids.groupsFromZero() - 1, 0));
    }
    for (var sysctl : request.sysctls().entrySet()) {
      var name = sysctl.getKey().replace('/', '.');
      boolean network = name.startsWith("net.") && !request.sharing().hostNetwork();
      boolean ipc = isOfIpc(name) && !request.sharing().hostIpc();
      if (!network && !ipc) {
        throw new Invalid(
            "sysctl " + name + " is not in a namespace of the pod sandbox's own",
            "There are net.* without host network, and kernel.shm*, kernel.msg*, kernel.sem and"
                + " fs.mqueue.* without host IPC.");
      }
      (network ? ofNetwork : ofIpc).put(name, sysctl.getValue());
    }
  }

  private static boolean isOfIpc(String name) {
    return OF_IPC.contains(name)
        || name.startsWith("kernel.shm")
        || name.startsWith("kernel.msg")
        || name.startsWith("fs.mqueue.");
  }

  /** Those of the IPC namespace, each with its file. */
  Map<Path, String> ofIpc() {
    var files = new LinkedHashMap<Path, String>();
    ofIpc.forEach((name, value) -> files.put(file(name), value));
    return files;
  }

  private static Path file(String name) {
    return ALL.resolve(name.replace('.', '/'));
  }

  /** Writes those of a kind; the calling thread is in the namespace. */
  void write(NamespaceKind kind) {
    (kind == NamespaceKind.IPC ? ofIpc : ofNetwork).forEach(Sysctls::write);
  }

  private static void write(String name, String value) {
    try {
      Files.writeString(file(name), value);
    } catch (IOException e) {
      throw new Failed(
          "cannot set sysctl " + name + " to " + value + ": " + e.getMessage(),
          "The kernel has no such parameter, or refuses the value.",
          e);
    }
  }
}

package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.oci.runtime.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Which namespaces are made, shared or joined. */
final class NamespaceChoice {
  /** A kind by its names in a spec and in /proc/PID/ns. */
  private record Kind(String name, String file) {}

  private static final Kind PID = new Kind("pid", "pid");
  private static final Kind NETWORK = new Kind("network", "net");
  private static final Kind IPC = new Kind("ipc", "ipc");
  private static final Kind UTS = new Kind("uts", "uts");
  private static final Kind CGROUP = new Kind("cgroup", "cgroup");

  private NamespaceChoice() {}

  /**
   * The namespaces of a spec; the host's are left out.
   *
   * @param pidOf the process of a running container, by its name or id
   * @param sandbox the network namespace that is on the container's networks; empty if there is
   *     none yet, and a new one stands for it
   */
  static List<Namespace> of(
      NamespaceOptions wanted, ToIntFunction<String> pidOf, Optional<Path> sandbox) {
    var namespaces = new ArrayList<Namespace>();
    namespaces.add(new Namespace("mount", null));
    add(namespaces, PID, wanted.pid(), pidOf);
    if (wanted.network() instanceof NamespaceMode.OnNetwork) {
      namespaces.add(new Namespace(NETWORK.name, sandbox.map(Path::toString).orElse(null)));
    } else {
      add(namespaces, NETWORK, wanted.network(), pidOf);
    }
    add(namespaces, IPC, wanted.ipc(), pidOf);
    add(namespaces, UTS, wanted.uts(), pidOf);
    add(namespaces, CGROUP, wanted.cgroup(), pidOf);
    if (wanted.ids() != null) {
      var joined = wanted.joined();
      namespaces.add(new Namespace("user", joined == null ? null : joined.toString()));
    }
    return namespaces;
  }

  /** Checks what does not depend on other containers. */
  static void check(NamespaceOptions wanted) {
    for (var mode : List.of(wanted.pid(), wanted.ipc(), wanted.uts(), wanted.network())) {
      if (mode instanceof NamespaceMode.AtPath(var path) && !Files.exists(path)) {
        throw new Invalid("namespace path does not exist: " + path, "");
      }
    }
  }

  private static void add(
      List<Namespace> namespaces, Kind kind, NamespaceMode mode, ToIntFunction<String> pidOf) {
    switch (mode) {
      case NamespaceMode.Private() -> namespaces.add(new Namespace(kind.name, null));
      case NamespaceMode.Host() -> {}
      case NamespaceMode.OnNetwork(_) ->
          throw new Invalid("only the network can be a network's: " + mode.shown(), "");
      case NamespaceMode.AtPath(var path) ->
          namespaces.add(new Namespace(kind.name, path.toString()));
      case NamespaceMode.OfContainer(var reference) -> {
        var process = Path.of("/proc", Integer.toString(pidOf.applyAsInt(reference)));
        namespaces.add(new Namespace(kind.name, process.resolve("ns/" + kind.file).toString()));
      }
    }
  }
}

package dev.jug.engine.pod;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.network.SandboxFile;
import dev.jug.linux.SysException;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import dev.jug.linux.ns.PinnedNamespace;
import dev.jug.network.Endpoint;
import dev.jug.network.EndpointRequest;
import dev.jug.network.Occupant;
import dev.jug.network.Sandbox;
import dev.jug.network.SandboxRequest;
import dev.jug.network.address.Addresses;
import dev.jug.network.balance.Balance;
import dev.jug.network.balance.SharedPort;
import dev.jug.network.error.NetworkException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The network of one pod sandbox.
 *
 * @param networks has them
 * @param directory the run directory of the pod sandbox
 */
record PodNetwork(PodNetworks networks, Path directory) {
  private static final System.Logger LOG = System.getLogger(PodNetwork.class.getName());

  /** Where its namespace is mounted. */
  Path namespace() {
    return directory.resolve("net");
  }

  /**
   * Makes it.
   *
   * @throws dev.jug.engine.error.EngineException if it cannot be made; nothing is left of it then
   *     but maybe the namespace
   */
  Sandbox make(String id, PodRequest request, Sysctls sysctls) {
    var own = request.network();
    var asked = asked(id, request, own == null ? networks.choose(id, request.identity()) : own);
    boolean there = request.sharing().ids() != null;
    var made =
        NetworkFailure.translated(() -> there ? inside(asked) : networks.all().sandbox(asked));
    try {
      if (!there) {
        PinnedNamespace.pin(made.namespace(), namespace());
      }
      made.hold();
      try (var inside = PinnedNamespace.open(namespace())) {
        NamespaceThread.call(
            inside,
            NamespaceKind.NETWORK,
            () -> {
              sysctls.write(NamespaceKind.NETWORK);
              return made;
            });
      }
      new SandboxFile().write(directory, made.record());
      return made;
    } catch (IOException e) {
      made.release();
      throw Disk.failed("note the network of a pod sandbox", e);
    } catch (RuntimeException e) {
      made.release();
      throw e;
    }
  }

  /** In the namespace of the user namespace. */
  private Sandbox inside(SandboxRequest asked) {
    return networks.all().sandbox(asked, PinnedNamespace.open(namespace()));
  }

  private static SandboxRequest asked(String id, PodRequest request, EndpointRequest endpoint) {
    var name = request.network() == null ? request.identity().name() : Ids.shortened(id);
    return new SandboxRequest(
        new Occupant(id, name, request.labels()),
        List.of(endpoint),
        request.ports(),
        List.of(),
        false,
        List.of());
  }

  /** Takes on what an earlier engine made; empty if that is lost. */
  Optional<Sandbox> adopt(String id, PodRequest request) {
    var kept = new SandboxFile().read(directory);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    var as =
        kept.get().endpoints().stream()
            .map(Endpoint::request)
            .findFirst()
            .orElse(PodNetworks.USUAL);
    try (var inside = PinnedNamespace.open(namespace())) {
      return Optional.of(networks.all().adopt(asked(id, request, as), kept.get(), inside));
    } catch (NetworkException | SysException e) {
      LOG.log(System.Logger.Level.WARNING, "its network is not looked after: pod " + id, e);
      return Optional.empty();
    }
  }

  /** Has connections to its address go on to others. */
  void balance(Collection<SharedPort> ports) {
    try (var inside = PinnedNamespace.open(namespace())) {
      NetworkFailure.translated(() -> {
        Balance.install(inside, ports);
        return inside;
      });
    }
  }

  /** The addresses of a sandbox, IPv4 first. */
  static List<String> addresses(Sandbox sandbox) {
    return sandbox.endpoints().stream()
        .flatMap(endpoint -> endpoint.addresses().stream())
        .map(Addresses::text)
        .toList();
  }
}

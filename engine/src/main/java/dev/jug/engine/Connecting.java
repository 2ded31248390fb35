package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.network.Sandboxes;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.network.Endpoint;
import dev.jug.network.EndpointRequest;
import dev.jug.network.Network;
import dev.jug.network.Networks;
import dev.jug.network.Sandbox;
import dev.jug.network.error.NetworkException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A container comes to another network, or leaves one; its lock is held. */
final class Connecting {
  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;

  Connecting(Services services, Container container, RecordKeeper keeper) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
  }

  /**
   * At once if it runs, and for its next starts. One that does not run may be told twice, as with
   * dockerd: Testcontainers does so before each start.
   */
  void connect(EndpointRequest wanted, @Nullable Run run) {
    requireNetworks();
    var network = network(wanted.network());
    var name = network.record().name();
    var endpoints = new ArrayList<>(keeper.get().request().network().endpoints());
    if (endpoints.stream().anyMatch(endpoint -> endpoint.network().equals(name))) {
      if (run == null) {
        return;
      }
      throw new Forbidden(
          "endpoint with name " + container.name() + " already exists in network " + name, "");
    }
    if (network.record().isPredefined() && !name.equals(NamespaceMode.DEFAULT_NETWORK)) {
      throw new Conflict(
          "container cannot be connected to multiple networks with one of the networks in "
              + (name.equals("none") ? "private (none)" : name)
              + " mode",
          "");
    }
    if (run != null && run.sandbox().isPresent()) {
      connect(run, run.sandbox().get(), whole(wanted));
      publish(Action.CONNECT, network);
    }
    endpoints.add(wanted.on(network));
    keep(endpoints, run);
  }

  private void publish(Action action, Network network) {
    services.sandboxes().events().publish(action, network.record(), container.id());
  }

  private void connect(Run run, Sandbox sandbox, EndpointRequest wanted) {
    try (var inside = NamespaceKind.NETWORK.open(run.process().pid())) {
      sandbox.connect(
          wanted, inside, planned -> services.sandboxes().keep(container.id(), planned));
    } catch (NetworkException e) {
      services.sandboxes().keep(container.id(), sandbox);
      throw NetworkFailure.of(e);
    }
    services.sandboxes().keep(container.id(), sandbox);
    services.launches().refreshNames(keeper.get(), sandbox);
  }

  /**
   * At once if it runs, and for its next starts. One that does not run can leave what is gone. The
   * record says so first: whoever finds that more is there than it says takes it away.
   */
  void disconnect(String reference, @Nullable Run run) {
    requireNetworks();
    var network = run == null ? lookedFor(reference) : Optional.of(network(reference));
    var name = network.map(found -> found.record().name()).orElse(reference);
    var endpoints = new ArrayList<>(keeper.get().request().network().endpoints());
    if (!endpoints.removeIf(endpoint -> endpoint.network().equals(name))) {
      throw new Forbidden(
          "container " + container.id() + " is not connected to network " + name, "");
    }
    var before = keeper.get();
    keep(endpoints, run);
    if (run != null && run.sandbox().isPresent()) {
      try {
        disconnect(run, run.sandbox().get(), network.orElseThrow().record().id());
      } catch (EngineException e) {
        keeper.replace(before);
        throw e;
      }
    }
    network.ifPresent(left -> publish(Action.DISCONNECT, left));
  }

  private void disconnect(Run run, Sandbox sandbox, String network) {
    var inside = namespace(run);
    try {
      sandbox.disconnect(network, inside);
    } catch (NetworkException e) {
      throw NetworkFailure.of(e);
    } finally {
      inside.ifPresent(Fd::close);
    }
    services.sandboxes().keep(container.id(), sandbox);
    services.launches().refreshNames(keeper.get(), sandbox);
  }

  /**
   * An engine that died on the way here or there has told nobody that it succeeded, and its record
   * is as before: so are the networks again.
   */
  void restore(Run run) {
    var sandbox = run.sandbox();
    var options = keeper.get().request().network();
    if (sandbox.isPresent() && !options.endpoints().isEmpty()) {
      var wanted = new HashMap<String, EndpointRequest>();
      options.endpoints().forEach(each -> wanted.put(network(each.network()).record().id(), each));
      restore(run, sandbox.get(), wanted);
    }
  }

  private void restore(Run run, Sandbox sandbox, Map<String, EndpointRequest> wanted) {
    var there = sandbox.endpoints().stream().map(Endpoint::network).toList();
    for (var network : there) {
      if (!wanted.containsKey(network)) {
        disconnect(run, sandbox, network);
      }
    }
    wanted.forEach((network, endpoint) -> {
      if (!there.contains(network)) {
        connect(run, sandbox, whole(endpoint));
      }
    });
  }

  private EndpointRequest whole(EndpointRequest wanted) {
    var request = keeper.get().request();
    var traffic = request.network().traffic();
    return Sandboxes.guarded(wanted.withDefaults(traffic), request.security());
  }

  /** Empty if its process has just ended. */
  private static Optional<Fd> namespace(Run run) {
    try {
      return Optional.of(NamespaceKind.NETWORK.open(run.process().pid()));
    } catch (SysException _) {
      return Optional.empty();
    }
  }

  private void keep(List<EndpointRequest> endpoints, @Nullable Run run) {
    var record = keeper.get();
    try {
      keeper.replace(record.asking(record.request().on(endpoints)));
    } catch (EngineException e) {
      if (run != null) {
        restore(run);
      }
      throw e;
    }
  }

  private Network network(String reference) {
    Networks networks = services.sandboxes().networks();
    return NetworkFailure.translated(() -> networks.find(reference));
  }

  private Optional<Network> lookedFor(String reference) {
    try {
      return Optional.of(network(reference));
    } catch (NotFound _) {
      return Optional.empty();
    }
  }

  private void requireNetworks() {
    ContainerRecord record = keeper.get();
    switch (record.request().namespaces().network()) {
      case OnNetwork _ -> {}
      case NamespaceMode.Host() ->
          throw new Conflict(
              "container cannot be disconnected from host network or connected to host network",
              "");
      case NamespaceMode.Private() ->
          throw new Conflict(
              "container cannot be connected to multiple networks with one of the networks in "
                  + "private (none) mode",
              "");
      case NamespaceMode.OfContainer _, NamespaceMode.AtPath _ ->
          throw new Conflict(
              "container sharing network namespace with another container or host cannot be "
                  + "connected to any other network",
              "");
    }
  }
}

package dev.jug.engine.network;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Layout;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.spec.CapabilitySet;
import dev.jug.engine.view.NetworkSettingsView;
import dev.jug.linux.SysException;
import dev.jug.linux.cap.Capability;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.network.Endpoint;
import dev.jug.network.EndpointRequest;
import dev.jug.network.Networks;
import dev.jug.network.Occupant;
import dev.jug.network.Sandbox;
import dev.jug.network.SandboxRecord;
import dev.jug.network.SandboxRequest;
import dev.jug.network.egress.Egress;
import dev.jug.network.error.NetworkException;
import dev.jug.network.shaping.Shaping;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sandboxes of containers. The networks themselves are opened when the first container needs
 * them, or an earlier engine left some. Thread-safe.
 */
public final class Sandboxes implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sandboxes.class.getName());

  private final Layout layout;
  private final Supplier<Networks> opener;
  private final NetworkEvents events;
  private final SandboxFile file = new SandboxFile();
  private @Nullable Networks networks;

  /**
   * @param opener opens the networks
   * @param events hears who comes to networks and who leaves them
   */
  public Sandboxes(Layout layout, Supplier<Networks> opener, NetworkEvents events) {
    this.layout = layout;
    this.opener = opener;
    this.events = events;
  }

  /** Where to tell of what happens to networks. */
  public NetworkEvents events() {
    return events;
  }

  /**
   * The networks.
   *
   * @throws dev.jug.engine.error.EngineException if their directory cannot be used
   */
  public synchronized Networks networks() {
    var known = networks;
    if (known == null) {
      known = NetworkFailure.translated(opener);
      known.tell(events::publish);
      networks = known;
    }
    return known;
  }

  /**
   * Makes the sandbox of a container that is about to start; empty if it is on no network.
   *
   * @throws dev.jug.engine.error.EngineException if it cannot be made; nothing is left of it then
   */
  public Optional<Sandbox> make(ContainerRecord container) {
    if (!hasSandbox(container.request())) {
      return Optional.empty();
    }
    var request = request(container);
    return Optional.of(
        told(NetworkFailure.translated(() -> networks().sandbox(request)), container));
  }

  /**
   * The same in the network namespace of a process that is being born: what belongs to a user
   * namespace must be made in it.
   */
  public Sandbox make(ContainerRecord container, int pid) {
    var request = request(container);
    var made =
        NetworkFailure.translated(
            () -> networks().sandbox(request, NamespaceKind.NETWORK.open(pid)));
    return told(made, container);
  }

  private Sandbox told(Sandbox made, ContainerRecord container) {
    made.endpoints().forEach(endpoint -> publish(Action.CONNECT, endpoint, container.id()));
    return made;
  }

  private void publish(Action action, Endpoint endpoint, String container) {
    networks()
        .byId(endpoint.network())
        .ifPresent(network -> events.publish(action, network.record(), container));
  }

  /** Gives back all that a sandbox has. */
  public void release(Sandbox sandbox) {
    var endpoints = sandbox.endpoints();
    try {
      sandbox.release();
    } finally {
      endpoints.forEach(endpoint -> publish(Action.DISCONNECT, endpoint, sandbox.container()));
    }
  }

  /**
   * Says of each network that a container is to be on which it is.
   *
   * @throws dev.jug.engine.error.EngineException if there is no such network
   */
  public ContainerRequest complete(ContainerRequest request) {
    if (!(request.namespaces().network() instanceof OnNetwork(var first)) || isBundle(request)) {
      return request;
    }
    var options = request.network();
    var endpoints = new ArrayList<EndpointRequest>();
    for (var endpoint : options.endpointsWith(first)) {
      var network = NetworkFailure.translated(() -> networks().find(endpoint.network()));
      boolean linked = endpoint.network().equals(first) && !options.links().isEmpty();
      check(endpoint.withDefaults(options.traffic()));
      endpoints.add((linked ? endpoint.linked(options.links()) : endpoint).on(network));
    }
    return request.on(endpoints);
  }

  private static void check(EndpointRequest endpoint) {
    NetworkFailure.translated(() -> Shaping.of(endpoint.driverOptions()));
    NetworkFailure.translated(() -> Shaping.limit(endpoint.driverOptions()));
    NetworkFailure.translated(() -> Egress.of(endpoint.driverOptions()));
  }

  /** Whether a container is on networks of ours. */
  public static boolean hasSandbox(ContainerRequest request) {
    return request.namespaces().network() instanceof OnNetwork && !isBundle(request);
  }

  private static boolean isBundle(ContainerRequest request) {
    return request.image() instanceof ContainerImage.Bundle;
  }

  /** In the shape of {@code docker inspect}. */
  public NetworkSettingsView view(ContainerRecord container, Optional<Sandbox> sandbox) {
    return new NetworkViews(networks()).of(container, sandbox);
  }

  /**
   * Who may not configure its network has no business with others' addresses; who may can have
   * reasons, such as an address that moves between containers.
   */
  public static EndpointRequest guarded(EndpointRequest endpoint, SecurityOptions security) {
    return CapabilitySet.of(security).contains(Capability.NET_ADMIN)
        ? endpoint
        : endpoint.withDefaults(Map.of(EndpointRequest.GUARD, EndpointRequest.IF_POSSIBLE));
  }

  private static SandboxRequest request(ContainerRecord container) {
    var options = container.request().network();
    var security = container.request().security();
    return new SandboxRequest(
        new Occupant(container.id(), container.name(), container.request().labels()),
        options.completeEndpoints().stream().map(endpoint -> guarded(endpoint, security)).toList(),
        options.ports(),
        options.exposed(),
        options.publishAll(),
        options.dns());
  }

  /** Writes down what a sandbox is made of, for the next engine. */
  public void keep(String container, Sandbox sandbox) {
    keep(container, sandbox.record());
  }

  /** The same for what a sandbox is going to be made of. */
  public void keep(String container, SandboxRecord record) {
    try {
      file.write(layout.runOf(container), record);
    } catch (IOException e) {
      throw Disk.failed("note the networks of a container", e);
    }
  }

  /** Takes on the sandbox of a container that runs; empty if it is on no network. */
  public Optional<Sandbox> adopt(ContainerRecord container, int pid) {
    if (!hasSandbox(container.request())) {
      return Optional.empty();
    }
    var kept = file.read(layout.runOf(container.id()));
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    try (var inside = NamespaceKind.NETWORK.open(pid)) {
      return Optional.of(networks().adopt(request(container), kept.get(), inside));
    } catch (NetworkException | SysException e) {
      LOG.log(
          System.Logger.Level.WARNING, "its networks are not looked after: " + container.id(), e);
      return Optional.empty();
    }
  }

  /** After all that run were taken on: removes what an earlier engine left of the others. */
  public void settle() {
    if (isOpen() || Files.exists(layout.networks())) {
      try {
        networks().settle();
      } catch (NetworkException e) {
        LOG.log(System.Logger.Level.WARNING, "what networks leave stays: " + e.getMessage(), e);
      }
    }
  }

  private synchronized boolean isOpen() {
    return networks != null;
  }

  @Override
  public synchronized void close() {
    if (networks != null) {
      networks.close();
    }
  }
}

package dev.jug.engine;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.network.NetworkEvents;
import dev.jug.engine.network.Reachability;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.engine.request.NetworkFilter;
import dev.jug.engine.request.PruneFilter;
import dev.jug.engine.view.NetworkView;
import dev.jug.engine.view.NetworkView.MemberView;
import dev.jug.engine.view.ReachView;
import dev.jug.network.EndpointRequest;
import dev.jug.network.Network;
import dev.jug.network.NetworkRecord;
import dev.jug.network.NetworkRequest;
import dev.jug.network.Networks;
import dev.jug.network.Policies;
import dev.jug.network.Sandbox;
import dev.jug.network.port.ContainerPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The networks that containers can be on. Thread-safe. All methods throw {@link EngineException} if
 * the directory of networks cannot be used.
 */
public final class ContainerNetworks {
  private final Services services;

  ContainerNetworks(Services services) {
    this.services = services;
  }

  private Networks networks() {
    return services.sandboxes().networks();
  }

  private NetworkEvents events() {
    return services.sandboxes().events();
  }

  /** The kinds of networks there are. */
  public List<String> drivers() {
    return networks().drivers();
  }

  /**
   * Makes a network.
   *
   * @throws EngineException if there is one of this name, or it makes no sense
   */
  public NetworkRecord create(NetworkRequest request) {
    var record = NetworkFailure.translated(() -> networks().create(request)).record();
    events().publish(Action.CREATE, record);
    return record;
  }

  /** All networks, by name. */
  public List<Network> all() {
    return networks().all();
  }

  /** The networks that a filter lets through, by name. */
  public List<Network> list(NetworkFilter filter) {
    var wanted = wanted();
    return networks().all().stream()
        .filter(network -> filter.test(network.record(), isUsed(network, wanted)))
        .toList();
  }

  /**
   * The network with this name, id, or unambiguous beginning of an id.
   *
   * @throws EngineException if there is none
   */
  public Network find(String reference) {
    return NetworkFailure.translated(() -> networks().find(reference));
  }

  /** All about a network, in the shape of {@code docker network inspect}. */
  public NetworkView inspect(Network network) {
    return NetworkView.of(network.record(), members(network));
  }

  private Map<String, MemberView> members(Network network) {
    var members = new LinkedHashMap<String, MemberView>();
    network.members().forEach(member -> members.put(member.container(), MemberView.of(member)));
    services.containers().all().stream()
        .filter(container -> container.status().isRunning())
        .filter(container -> network.record().name().equals(namespaceOf(container)))
        .forEach(container -> members.put(container.id(), MemberView.of(container.name())));
    return members;
  }

  /** The networks that are a namespace and nothing else have no endpoints. */
  private static String namespaceOf(Container container) {
    return switch (container.record().request().namespaces().network()) {
      case NamespaceMode.Host() -> "host";
      case NamespaceMode.Private() -> "none";
      case OnNetwork _, NamespaceMode.OfContainer _, NamespaceMode.AtPath _ -> "";
    };
  }

  /** The network through which a container that runs reaches everything else. */
  public Optional<Network> gatewayOf(Container container) {
    return Optional.ofNullable(container.life().run())
        .flatMap(Run::sandbox)
        .flatMap(Sandbox::gatewayEndpoint)
        .flatMap(endpoint -> networks().byId(endpoint.network()));
  }

  /**
   * Whether a container reaches another, an address, or a name, and why.
   *
   * @param to a container's name or id, an address, or a name that the host resolves
   * @param port where it calls
   */
  public ReachView why(Container from, String to, ContainerPort port) {
    var reachability = new Reachability(networks());
    return container(to)
        .map(other -> reachability.find(end(from), end(other), port.protocol(), port.number()))
        .orElseGet(() -> reachability.find(end(from), to, port.protocol(), port.number()));
  }

  private Optional<Container> container(String reference) {
    try {
      return Optional.of(services.containers().find(reference));
    } catch (NotFound _) {
      return Optional.empty();
    }
  }

  private static Reachability.End end(Container container) {
    var run = Optional.ofNullable(container.life().run());
    return new Reachability.End(
        container.name(), run.map(live -> live.process().pid()), run.flatMap(Run::sandbox));
  }

  /** Who may reach whom on networks where nobody reaches anybody. */
  public Policies policies() {
    return networks().policies();
  }

  /**
   * Removes a network.
   *
   * @throws EngineException if it is always there, or a container that runs is on it
   */
  public void remove(String reference) {
    var record = NetworkFailure.translated(() -> networks().remove(reference));
    events().publish(Action.DESTROY, record);
  }

  /**
   * Removes networks that no container is on, not even one that does not run.
   *
   * @return their names
   */
  public List<String> prune(PruneFilter filter) {
    var kept =
        networks().all().stream()
            .map(Network::record)
            .filter(record -> wanted().contains(record.name()))
            .map(NetworkRecord::id)
            .toList();
    var removed =
        NetworkFailure.translated(() ->
            networks().prune(record -> filter.takes(record.created(), record.labels()), kept));
    removed.forEach(record -> events().publish(Action.DESTROY, record));
    services.events().publish(Event.pruned(Event.Type.NETWORK, 0, services.clock()));
    return removed.stream().map(NetworkRecord::name).toList();
  }

  private boolean isUsed(Network network, Set<String> wanted) {
    return wanted.contains(network.record().name()) || !network.members().isEmpty();
  }

  /** The names of the networks that containers are on, or will be when they start. */
  private Set<String> wanted() {
    return services.containers().all().stream()
        .flatMap(container ->
            Stream.concat(
                Stream.of(namespaceOf(container)),
                container.record().request().network().endpoints().stream()
                    .map(EndpointRequest::network)))
        .collect(Collectors.toSet());
  }
}

package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The endpoints of one sandbox, in the order in which they were made. Whoever calls has the
 * sandbox's lock, or nobody else knows the sandbox yet.
 */
final class Endpoints {
  private static final String DEVICE = "eth";

  private final Networks networks;
  private final List<Endpoint> list = new ArrayList<>();

  Endpoints(Networks networks) {
    this.networks = networks;
  }

  List<Endpoint> all() {
    return List.copyOf(list);
  }

  /** The one on a network, by the network's id. */
  Optional<Endpoint> on(String network) {
    return list.stream().filter(endpoint -> endpoint.network().equals(network)).findFirst();
  }

  /** The one that leads to everything else. */
  Optional<Endpoint> wayOut() {
    return list.stream()
        .filter(Endpoint::hasGateway)
        .min(
            Comparator.<Endpoint>comparingInt(endpoint -> -endpoint.request().gatewayPriority())
                .thenComparing(endpoint -> networks.nameOf(endpoint.network())));
  }

  /**
   * Makes one more.
   *
   * @param inside the sandbox's namespace
   * @param ahead hears of it before anything of it is made
   * @throws NetworkException if the sandbox is on that network, or cannot be; nothing is left of it
   */
  void add(
      Occupant occupant,
      EndpointRequest request,
      Fd inside,
      SandboxStack stack,
      Consumer<Endpoint> ahead) {
    var network = networks.find(request.network());
    if (on(network.record().id()).isPresent()) {
      throw new NetworkException(
          Kind.FORBIDDEN,
          "endpoint with name "
              + occupant.name()
              + " already exists in network "
              + network.record().name(),
          "");
    }
    var endpoint = network.attach(occupant, request, freeDevice(), inside, ahead);
    list.add(endpoint);
    if (network.choosesAddresses()) {
      stack.configure(endpoint);
    }
  }

  private String freeDevice() {
    int number = 0;
    while (isUsed(DEVICE + number)) {
      number++;
    }
    return DEVICE + number;
  }

  private boolean isUsed(String device) {
    return list.stream().anyMatch(endpoint -> endpoint.device().equals(device));
  }

  /** Takes on one that an earlier engine made, with the details that are wished for now. */
  void adopt(Occupant occupant, Endpoint kept, Collection<EndpointRequest> wished, Fd inside) {
    networks
        .byId(kept.network())
        .ifPresent(network -> {
          var endpoint =
              wished.stream()
                  .filter(each -> isOn(each, network.record()))
                  .findFirst()
                  .map(each -> kept.with(each.driverOptions()))
                  .orElse(kept);
          network.adopt(occupant, endpoint, inside);
          list.add(endpoint);
        });
  }

  private static boolean isOn(EndpointRequest request, NetworkRecord network) {
    return request.network().equals(network.name()) || request.network().equals(network.id());
  }

  /** Takes one off its network; its device too, if there is a stack to take it out of. */
  void release(Endpoint endpoint, String container, Optional<SandboxStack> stack) {
    list.remove(endpoint);
    networks
        .byId(endpoint.network())
        .ifPresent(left -> {
          stack.ifPresent(inside -> left.unplug(endpoint, inside));
          left.detach(container, endpoint);
        });
  }

  /** Forgets all: their devices go with the namespace, or soon. */
  void abandon(String container) {
    for (var endpoint : all()) {
      list.remove(endpoint);
      networks.byId(endpoint.network()).ifPresent(network -> network.abandon(container, endpoint));
    }
  }

  /** The container has another name. */
  void rename(Occupant occupant) {
    list.replaceAll(endpoint -> {
      var renamed = endpoint.called(occupant.namesOn(endpoint.request()));
      networks
          .byId(endpoint.network())
          .ifPresent(network -> network.rename(occupant.id(), occupant.name(), renamed.names()));
      return renamed;
    });
  }

  /** Gives all of them these details, besides those that they have. */
  void change(String container, Map<String, String> options) {
    change(container, endpoint -> endpoint.and(options));
  }

  /** Gives them the details that they had. */
  void restore(String container, Collection<Endpoint> before) {
    change(
        container,
        endpoint ->
            before.stream()
                .filter(each -> each.id().equals(endpoint.id()))
                .findFirst()
                .map(each -> endpoint.with(each.request().driverOptions()))
                .orElse(endpoint));
  }

  private void change(String container, UnaryOperator<Endpoint> how) {
    list.replaceAll(endpoint -> {
      var changed = how.apply(endpoint);
      networks.byId(endpoint.network()).ifPresent(network -> network.change(container, changed));
      return changed;
    });
  }
}

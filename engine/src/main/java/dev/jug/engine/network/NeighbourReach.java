package dev.jug.engine.network;

import dev.jug.engine.view.ReachView;
import dev.jug.network.Endpoint;
import dev.jug.network.Member;
import dev.jug.network.Network;
import dev.jug.network.Networks;
import dev.jug.network.Sandbox;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether one container reaches another.
 *
 * @param networks all there are
 * @param sender the container that calls
 * @param receiver the one that is called
 */
record NeighbourReach(Networks networks, Sandbox sender, Sandbox receiver) {
  private static final String ICC = "com.docker.network.bridge.enable_icc";

  /**
   * A network that both are on.
   *
   * @param sender how the one is on it
   * @param receiver how the other is on it
   */
  private record Shared(Network network, Endpoint sender, Endpoint receiver) {}

  ReachView find(Reach reach) {
    var shared = shared();
    reach.passes("networks", reach.from() + " is on " + names(sender));
    reach.passes("networks", reach.to() + " is on " + names(receiver));
    if (shared.isEmpty()) {
      return published(reach);
    }
    // The sandbox's names are looked up in the order of its endpoints, and so are these.
    return neighbours(reach, shared.getFirst());
  }

  private List<Shared> shared() {
    return sender.endpoints().stream()
        .flatMap(own ->
            receiver.endpoints().stream()
                .filter(other -> other.network().equals(own.network()))
                .flatMap(other ->
                    networks.byId(own.network()).stream()
                        .map(network -> new Shared(network, own, other))))
        .sorted(Comparator.comparing((Shared shared) -> !shared.network().record().hasNames()))
        .toList();
  }

  private String names(Sandbox sandbox) {
    return sandbox.endpoints().stream()
        .map(endpoint ->
            networks.nameOf(endpoint.network())
                + endpoint.addresses().stream()
                    .map(Addresses::text)
                    .collect(Collectors.joining(", ", " (", ")")))
        .collect(Collectors.joining(", "));
  }

  private ReachView neighbours(Reach reach, Shared shared) {
    var to = address(shared.receiver(), shared.sender());
    if (to.isEmpty()) {
      return reach.refused(
          "networks", "they have no addresses of the same family", "Make the network with --ipv6.");
    }
    reach.goesTo(to.get());
    var name = shared.network().record().name();
    reach.notes("names", nameText(reach, shared));
    var refused =
        new EgressReach(shared.sender()).check(reach, to.get(), shared.receiver().names());
    if (refused.isPresent()) {
      return refused.get();
    }
    if (shared.network().record().denies()) {
      return policy(reach, shared);
    }
    if (!shared.network().record().option(ICC, true)) {
      return reach.refused(
          "icc",
          "network " + name + " keeps its containers apart (" + ICC + "=false)",
          "Put both on a network without that: jug network create NAME; jug network connect NAME …");
    }
    return reach.accepted("icc", "containers on " + name + " reach one another");
  }

  private static String nameText(Reach reach, Shared shared) {
    return shared.network().record().hasNames()
        ? reach.from() + " finds it by its name, " + shared.receiver().names().getFirst()
        : "no names are known on network "
            + shared.network().record().name()
            + ": only the address finds it";
  }

  private ReachView policy(Reach reach, Shared shared) {
    var network = shared.network().record();
    var from = labels(shared.network(), shared.sender());
    var to = labels(shared.network(), shared.receiver());
    for (var policy : networks.policies().list(network.id())) {
      if (policy.joins(from, to)) {
        if (policy.covers(reach.protocol(), reach.port())) {
          return reach.accepted("policy", "policy " + policy.name() + " lets it through");
        }
        reach.passes(
            "policy",
            "policy " + policy.name() + " is about them, but only ports " + policy.ports());
      }
    }
    return reach.refused(
        "policy",
        "nobody reaches anybody on network " + network.name() + ", and no policy lets it through",
        "jug network policy create --network "
            + network.name()
            + selector(" --from ", from)
            + selector(" --to ", to)
            + " --port "
            + reach.portText()
            + " NAME");
  }

  private static Map<String, String> labels(Network network, Endpoint endpoint) {
    return network.members().stream()
        .filter(member -> member.endpoint().id().equals(endpoint.id()))
        .map(Member::labels)
        .findFirst()
        .orElse(Map.of());
  }

  private static String selector(String option, Map<String, String> labels) {
    return labels.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .findFirst()
        .map(label -> option + label.getKey() + "=" + label.getValue())
        .orElse(option + "LABEL=VALUE");
  }

  private static Optional<InetAddress> address(Endpoint receiver, Endpoint sender) {
    if (receiver.ipv4() != null && sender.ipv4() != null) {
      return Optional.of(receiver.ipv4());
    }
    return Optional.ofNullable(sender.ipv6() == null ? null : receiver.ipv6());
  }

  /** Whoever is on no network with it may still come as everybody does: by a port of the host. */
  private ReachView published(Reach reach) {
    var led =
        receiver.ports().stream()
            .filter(port -> port.container().number() == reach.port())
            .filter(port -> port.container().protocol() == reach.protocol())
            .findFirst();
    var way = sender.gatewayEndpoint();
    if (led.isPresent() && way.isPresent()) {
      var target = receiver.gatewayEndpoint().map(Endpoint::ipv4).filter(Objects::nonNull);
      if (target.isPresent()) {
        reach.goesTo(target.get());
        var refused = new EgressReach(way.get()).check(reach, target.get(), List.of());
        if (refused.isPresent()) {
          return refused.get();
        }
      }
      return reach.accepted(
          "published",
          "they share no network, but port "
              + led.get().port()
              + " of the host leads to it: call an address of the host at that port");
    }
    return reach.refused(
        "networks",
        "they share no network, and networks do not reach each other",
        "jug network connect "
            + receiver.endpoints().stream()
                .map(endpoint -> networks.nameOf(endpoint.network()))
                .findFirst()
                .orElse("NETWORK")
            + " "
            + reach.from());
  }
}

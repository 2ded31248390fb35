package dev.jug.network;

import dev.jug.network.dns.Zone;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one container can call others: by their names on the networks it is on itself.
 *
 * @param sandbox the container's
 */
record SandboxZone(Networks networks, Sandbox sandbox) implements Zone {
  @Override
  public List<InetAddress> addresses(String name) {
    var found = new ArrayList<InetAddress>();
    for (var endpoint : sandbox.endpoints()) {
      var wanted = linked(endpoint, name);
      network(endpoint).ifPresent(network -> addTo(found, network, wanted));
    }
    return found;
  }

  private static void addTo(List<InetAddress> found, Network network, String name) {
    network.called(name).forEach(member -> found.addAll(member.endpoint().addresses()));
    found.addAll(network.shared().getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
  }

  /** A link gives another container a name that only this one uses. */
  private static String linked(Endpoint endpoint, String name) {
    for (var link : endpoint.request().links()) {
      int colon = link.indexOf(':');
      if (link.substring(colon + 1).equalsIgnoreCase(name)) {
        return colon < 0 ? link : link.substring(0, colon);
      }
    }
    return name;
  }

  private Optional<Network> network(Endpoint endpoint) {
    return networks.byId(endpoint.network()).filter(network -> network.record().hasNames());
  }

  /** As Docker says it: the container's name, and the network's as its domain. */
  @Override
  public Optional<String> name(InetAddress address) {
    return sandbox.endpoints().stream()
        .flatMap(endpoint ->
            network(endpoint).flatMap(network -> network.at(address)).stream()
                .map(member -> member.name() + "." + networks.nameOf(endpoint.network())))
        .findFirst();
  }
}

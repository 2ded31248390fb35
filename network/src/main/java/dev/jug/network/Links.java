package dev.jug.network;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a container calls others on networks that know no names.
 *
 * @param occupant the container
 */
record Links(Networks networks, Occupant occupant) {
  /** Addresses, and what they are called. */
  Map<InetAddress, List<String>> of(List<Endpoint> endpoints) {
    var links = new LinkedHashMap<InetAddress, List<String>>();
    for (var endpoint : endpoints) {
      if (!networks.hasNames(endpoint)) {
        endpoint.request().links().forEach(link -> add(link, endpoint, links));
      }
    }
    return links;
  }

  private void add(String link, Endpoint endpoint, Map<InetAddress, List<String>> links) {
    int colon = link.indexOf(':');
    var name = colon < 0 ? link : link.substring(0, colon);
    var alias = link.substring(colon + 1);
    var linked =
        networks.byId(endpoint.network()).stream()
            .flatMap(network -> network.members().stream())
            .filter(member -> member.name().equals(name) || member.container().startsWith(name))
            .findFirst()
            .orElseThrow(() -> notThere(name, alias));
    for (var address : linked.endpoint().addresses()) {
      links.put(address, Stream.of(alias, linked.name()).distinct().toList());
    }
  }

  private NetworkException notThere(String name, String alias) {
    return new NetworkException(
        Kind.CONFLICT,
        "Cannot link to a non running container: /"
            + name
            + " AS /"
            + occupant.name()
            + "/"
            + alias,
        "Start " + name + " first, on the same network.");
  }
}

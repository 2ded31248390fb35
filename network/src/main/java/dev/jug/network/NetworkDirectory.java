package dev.jug.network;

import dev.jug.network.address.Subnet;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which networks there are, and how people refer to them. Thread-safe. */
final class NetworkDirectory {
  /** Another name of the one that containers are on whose makers do not say. */
  static final String DEFAULT = "default";

  private static final String BRIDGE = "bridge";

  private final Map<String, Network> networks = new ConcurrentHashMap<>();

  void add(Network network) {
    networks.put(network.record().id(), network);
  }

  void remove(Network network) {
    networks.remove(network.record().id());
  }

  /** All, by name. */
  List<Network> all() {
    return networks.values().stream()
        .sorted(Comparator.comparing(network -> network.record().name()))
        .toList();
  }

  /** The subnets of all. */
  List<Subnet> subnets() {
    return networks.values().stream()
        .flatMap(network -> network.record().addresses().stream())
        .map(IpamConfig::subnet)
        .toList();
  }

  /**
   * The network with this name, id, or unambiguous beginning of an id.
   *
   * @throws NetworkException if there is none
   */
  Network find(String reference) {
    var wanted = reference.equals(DEFAULT) ? BRIDGE : reference;
    return byId(wanted).or(() -> byName(wanted)).orElseGet(() -> byBeginning(wanted));
  }

  Optional<Network> byId(String id) {
    return Optional.ofNullable(networks.get(id));
  }

  Optional<Network> byName(String name) {
    return networks.values().stream()
        .filter(network -> network.record().name().equals(name))
        .findFirst();
  }

  private Network byBeginning(String beginning) {
    var found =
        networks.values().stream()
            .filter(network -> !beginning.isEmpty() && network.record().id().startsWith(beginning))
            .toList();
    if (found.size() > 1) {
      throw new NetworkException(
          Kind.INVALID,
          "network "
              + beginning
              + " is ambiguous ("
              + found.size()
              + " matches found on ID prefix)",
          "Give more digits.");
    }
    return found.stream().findFirst().orElseThrow(() -> unknown(beginning));
  }

  static NetworkException unknown(String reference) {
    return new NetworkException(
        Kind.NOT_FOUND, "network " + reference + " not found", "jug network ls shows all.");
  }
}

package dev.jug.network.firewall.iptables;

import dev.jug.network.address.Subnet;
import dev.jug.network.firewall.BridgeRules;
import dev.jug.network.firewall.EndpointRules;
import dev.jug.network.firewall.LearnedAddresses;
import dev.jug.network.firewall.PolicyRules;
import dev.jug.network.firewall.Publication;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the rules are to be about. For one thread. */
final class RuleState {
  final Map<String, BridgeRules> bridges = new LinkedHashMap<>();
  final Set<String> apart = new LinkedHashSet<>();
  final Set<Publication> publications = new LinkedHashSet<>();
  final Map<String, EndpointRules> endpoints = new LinkedHashMap<>();
  final LearnedAddresses learned = new LearnedAddresses();

  /** Bridges on which rules see what goes from port to port. */
  final Set<String> filtered = new LinkedHashSet<>();

  List<PolicyRules> policies = List.of();

  /** Whether there are addresses of a family that rules could be about. */
  boolean has(boolean ipv4) {
    return bridges.values().stream()
        .anyMatch(bridge -> bridge.subnets().stream().anyMatch(each -> each.isIpv4() == ipv4));
  }

  List<Subnet> subnets(boolean ipv4) {
    return subnets(ipv4, bridges.values());
  }

  static List<Subnet> subnets(boolean ipv4, Collection<BridgeRules> bridges) {
    return bridges.stream()
        .flatMap(bridge -> bridge.subnets().stream())
        .filter(subnet -> subnet.isIpv4() == ipv4)
        .toList();
  }

  /** Whether packets may be refused that somebody wants to hear of. */
  boolean canRefuse() {
    return endpoints.values().stream().anyMatch(EndpointRules::isRouted);
  }

  void clear() {
    bridges.clear();
    publications.clear();
    filtered.clear();
  }
}

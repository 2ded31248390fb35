package dev.jug.network.firewall;

import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.egress.Allowance;
import dev.jug.network.firewall.LearnedAddresses.Learned;
import dev.jug.network.firewall.RuleElements.Place;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the tables have for single endpoints: nothing, for those that rules make no difference
 * between. For one thread.
 */
final class EndpointTables {
  private final RuleTable table;
  private final FrameTable frames;
  private final PolicyChain policyChain;
  private final Map<String, EndpointRules> endpoints = new LinkedHashMap<>();
  private final LearnedAddresses learned = new LearnedAddresses();
  private List<PolicyRules> policies = List.of();
  private boolean framed;

  EndpointTables(RuleTable table, FrameTable frames) {
    this.table = table;
    this.frames = frames;
    this.policyChain = new PolicyChain(table);
  }

  Table frames() {
    return frames.table();
  }

  /** Whether rules may refuse packets that somebody wants to hear of. */
  boolean canRefuse() {
    return endpoints.values().stream().anyMatch(EndpointRules::isRouted);
  }

  /** Asks the tables of an earlier engine which addresses names had. */
  void recall(NetfilterSocket kernel) {
    for (var endpoint : endpoints.values()) {
      chain(endpoint)
          .filter(chain -> chain.egress().names().findAny().isPresent())
          .ifPresent(chain -> recall(kernel, chain));
    }
  }

  /** Knows what an earlier engine's sets know, if it knows nothing itself. */
  private void recall(NetfilterSocket kernel, EgressChain chain) {
    var device = chain.endpoint().device();
    if (!learned.knows(device)) {
      new LearnedElements(chain)
          .read(
              kernel,
              (named, address) -> learned.add(device, named, address, LearnedAddresses.RECALLED));
    }
  }

  /** Fills the table, which is being made. */
  void make(Transaction all) {
    frames.remove(all);
    framed = endpoints.values().stream().anyMatch(EndpointRules::concernsFrames);
    if (framed) {
      frames.make(all);
      endpoints.values().forEach(endpoint -> frames.add(all, endpoint));
    }
    policyChain.make(all, policies);
    endpoints.values().forEach(endpoint -> addRules(all, endpoint));
  }

  private void addRules(Transaction change, EndpointRules endpoint) {
    Places.add(change, closed(endpoint));
    chain(endpoint)
        .ifPresent(chain -> {
          chain.add(change);
          learned.of(endpoint.device()).forEach(one -> tell(change, chain, one));
        });
  }

  private Optional<EgressChain> chain(EndpointRules endpoint) {
    return endpoint.egress().map(egress -> new EgressChain(table, endpoint, egress));
  }

  private List<Place> closed(EndpointRules endpoint) {
    return endpoint.closed()
        ? endpoint.addresses().stream().map(address -> RuleElements.closed(table, address)).toList()
        : List.of();
  }

  void add(Transaction change, EndpointRules endpoint) {
    var before = endpoints.put(endpoint.device(), endpoint);
    if (endpoint.equals(before)) {
      return;
    }
    if (before != null) {
      removeRules(change, before);
    }
    addRules(change, endpoint);
    if (framed) {
      if (before != null) {
        frames.remove(change, before);
      }
      frames.add(change, endpoint);
    } else if (endpoint.concernsFrames()) {
      framed = true;
      frames.make(change);
      endpoints.values().forEach(each -> frames.add(change, each));
    }
  }

  void remove(Transaction change, String device) {
    var before = endpoints.remove(device);
    if (before == null) {
      return;
    }
    learned.forget(device);
    removeRules(change, before);
    if (framed) {
      frames.remove(change, before);
    }
  }

  private void removeRules(Transaction change, EndpointRules endpoint) {
    Places.delete(change, closed(endpoint));
    chain(endpoint).ifPresent(chain -> chain.remove(change));
  }

  void learn(
      Transaction change,
      String device,
      Allowance.Named named,
      InetAddress address,
      Duration time) {
    var endpoint = endpoints.get(device);
    if (endpoint != null && endpoint.egress().isPresent()) {
      var one = learned.add(device, named, address, time);
      chain(endpoint).ifPresent(chain -> tell(change, chain, one));
    }
  }

  private static void tell(Transaction change, EgressChain chain, Learned one) {
    if (!one.isOver()) {
      chain.learn(change, one.named(), one.address(), one.left().plusMillis(1));
    }
  }

  /**
   * Has other policies.
   *
   * @return false if that takes other rules, not only other elements
   */
  boolean set(Transaction change, Collection<PolicyRules> others) {
    var before = policies;
    policies = List.copyOf(others);
    if (!PolicyRules.areLike(before, policies)) {
      return false;
    }
    for (var policy : policies) {
      before.stream()
          .filter(policy::isLike)
          .forEach(same -> policyChain.change(change, same, policy));
    }
    return true;
  }

  void removeTable(Transaction change) {
    framed = false;
    frames.remove(change);
  }
}

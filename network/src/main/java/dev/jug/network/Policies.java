package dev.jug.network;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.Firewall;
import dev.jug.network.firewall.PolicyRules;
import dev.jug.network.policy.Policy;
import dev.jug.network.policy.Selector;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The policies of networks that let nobody reach anybody: kept on disk, and made rules of for those
 * who are on the networks now. Thread-safe.
 */
public final class Policies {
  private final NetworkDirectory networks;
  private final Firewall firewall;
  private final RecordFolder<Policy> store;
  private final RandomGenerator random;
  private final Map<String, Policy> policies = new ConcurrentHashMap<>();

  Policies(NetworkDirectory networks, Firewall firewall, Path directory, RandomGenerator random) {
    this.networks = networks;
    this.firewall = firewall;
    this.store = new RecordFolder<>(directory, ".policy", Policy.class, Policy::id);
    this.random = random;
    store.all().forEach(policy -> policies.put(policy.id(), policy));
  }

  /** Of a network, or of all if it is empty; by network and name. */
  public List<Policy> list(String network) {
    var only = network.isEmpty() ? "" : networks.find(network).record().id();
    return policies.values().stream()
        .filter(policy -> only.isEmpty() || policy.network().equals(only))
        .sorted(Comparator.comparing(Policy::network).thenComparing(Policy::name))
        .toList();
  }

  /**
   * Makes a policy; it holds at once.
   *
   * @throws NetworkException if the network lets everybody reach everybody, or has one of that name
   */
  public synchronized Policy create(
      String network, String name, List<Selector> from, List<Selector> to, List<String> ports) {
    var record = networks.find(network).record();
    if (!record.denies()) {
      throw new NetworkException(
          Kind.CONFLICT,
          "network " + record.name() + " lets everybody on it reach everybody",
          "Policies are for networks made with -o " + Policy.OPTION + "=" + Policy.DENY + ".");
    }
    if (list(network).stream().anyMatch(policy -> policy.name().equals(name))) {
      throw new NetworkException(
          Kind.CONFLICT,
          "policy " + name + " already exists on network " + record.name(),
          "jug network policy ls shows it.");
    }
    var created = InstantSource.system().instant();
    var policy = new Policy(Network.id(random), name, record.id(), created, from, to, ports);
    store.save(policy);
    policies.put(policy.id(), policy);
    refresh();
    return policy;
  }

  /**
   * The policy with this name, {@code NETWORK/NAME}, id, or beginning of an id.
   *
   * @throws NetworkException if there is none, or there are several
   */
  public Policy find(String reference) {
    var named = policies.values().stream().filter(policy -> isCalled(policy, reference)).toList();
    var found =
        named.isEmpty()
            ? policies.values().stream()
                .filter(policy -> !reference.isEmpty() && policy.id().startsWith(reference))
                .toList()
            : named;
    if (found.size() > 1) {
      throw new NetworkException(
          Kind.INVALID, "policy " + reference + " is ambiguous", "Write NETWORK/NAME.");
    }
    return found.stream()
        .findFirst()
        .orElseThrow(() ->
            new NetworkException(
                Kind.NOT_FOUND,
                "policy " + reference + " not found",
                "jug network policy ls shows all."));
  }

  private boolean isCalled(Policy policy, String reference) {
    return policy.name().equals(reference)
        || (networkOf(policy) + "/" + policy.name()).equals(reference);
  }

  /** The name of a policy's network. */
  public String networkOf(Policy policy) {
    return networks
        .byId(policy.network())
        .map(network -> network.record().name())
        .orElse(policy.network());
  }

  /** Removes a policy; connections that stand go on. */
  public synchronized Policy remove(String reference) {
    var policy = find(reference);
    forget(policy);
    refresh();
    return policy;
  }

  private void forget(Policy policy) {
    store.remove(policy);
    policies.remove(policy.id());
  }

  /** A network is gone. */
  synchronized void removeAll(NetworkRecord network) {
    policies.values().stream()
        .filter(policy -> policy.network().equals(network.id()))
        .forEach(this::forget);
  }

  /** Makes rules of it for those who are on the networks now. */
  synchronized void refresh() {
    var rules = new ArrayList<PolicyRules>();
    for (var policy : list("")) {
      networks.byId(policy.network()).ifPresent(network -> rules.add(rules(policy, network)));
    }
    firewall.set(rules);
  }

  private static PolicyRules rules(Policy policy, Network network) {
    return new PolicyRules(
        policy.id(),
        policy.ranges(),
        addresses(network, policy::isFrom),
        addresses(network, policy::isTo));
  }

  private static Set<InetAddress> addresses(
      Network network, Predicate<Map<String, String>> isMeant) {
    return network.members().stream()
        .filter(member -> isMeant.test(member.labels()))
        .flatMap(member -> member.endpoint().addresses().stream())
        .collect(Collectors.toSet());
  }
}

package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.network.address.Subnet;
import dev.jug.network.dns.Forwarder;
import dev.jug.network.dns.HostUpstreams;
import dev.jug.network.dns.ResolvConf;
import dev.jug.network.dns.Upstreams;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.Firewall;
import dev.jug.network.port.HostPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The networks of an engine, and the sandboxes on them. Thread-safe. What it makes in the kernel
 * stays when it is closed, if anybody uses it: the next one with the same directories takes it on.
 */
public final class Networks implements AutoCloseable {
  private static final String BRIDGE = "bridge";

  /** Another name of the one that containers are on whose makers do not say. */
  private static final String DEFAULT = "default";

  private static final Path DEVICES = Path.of("/sys/class/net");
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path BEHIND_STUB = Path.of("/run/systemd/resolve/resolv.conf");

  private final NetworksConfig config;
  private final NetworkStore store;
  private final NetworkMaker maker;
  private final Map<String, Driver> drivers;
  private final Firewall firewall;
  private final Forwarding forwarding;
  private final RandomGenerator random = new SecureRandom();
  private final HostPorts hostPorts = new HostPorts();
  private final Forwarder forwarder = new Forwarder(random, Forwarder.Limits.DEFAULT);
  private final HostUpstreams upstreams = new HostUpstreams(RESOLV_CONF);
  private final Map<String, Network> networks = new ConcurrentHashMap<>();
  private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();
  private final BlankStacks blanks = new BlankStacks();
  private final Idle idle = new Idle(this::rest);

  private Networks(NetworksConfig config, Firewall firewall) {
    this.config = config;
    this.firewall = firewall;
    this.forwarding = new Forwarding(config.run());
    this.store = new NetworkStore(config.state());
    this.maker =
        new NetworkMaker(config.chooser(), HostSubnets::read, InstantSource.system(), random);
    var none = new NoDriver();
    this.drivers =
        Map.of(
            BRIDGE,
            new BridgeDriver(firewall, forwarding, config.tag()),
            "host",
            none,
            "null",
            none);
  }

  /**
   * Opens the networks of these directories. Nothing is changed in the kernel until somebody needs
   * it, or {@link #settle}.
   *
   * @throws NetworkException if the directory cannot be used
   */
  public static Networks open(NetworksConfig config, Firewall firewall) {
    var networks = new Networks(config, firewall);
    for (var record : networks.store.all()) {
      networks.add(record);
    }
    networks.predefine();
    return networks;
  }

  private void predefine() {
    if (byName("none").isEmpty()) {
      keep(maker.make(plain("none", "null"), false, List.of()));
    }
    if (byName("host").isEmpty()) {
      keep(maker.make(plain("host", "host"), false, List.of()));
    }
    predefineBridge();
  }

  private static NetworkRequest plain(String name, String driver) {
    return new NetworkRequest(
        name, driver, true, false, false, false, List.of(), Map.of(), Map.of());
  }

  /**
   * If the administrator wants another bridge than there was, and nobody is on that, it is made
   * anew.
   */
  private void predefineBridge() {
    var known = byName(BRIDGE);
    if (known.isEmpty()) {
      keep(maker.make(config.bridge(), true, subnets()));
    } else if (!config.bridge().isMet(known.get().record()) && !isThere(known.get())) {
      networks.remove(known.get().record().id());
      var another = maker.make(config.bridge(), true, subnets());
      store.remove(known.get().record());
      keep(another);
    }
  }

  private static boolean isThere(Network network) {
    return network.hostDevice().map(DEVICES::resolve).filter(Files::exists).isPresent();
  }

  private Network keep(NetworkRecord record) {
    store.save(record);
    return add(record);
  }

  private Network add(NetworkRecord record) {
    var network = new Network(record, driver(record.driver()), random);
    networks.put(record.id(), network);
    return network;
  }

  private Driver driver(String name) {
    var driver = drivers.get(name);
    if (driver == null) {
      throw new NetworkException(
          Kind.NOT_FOUND,
          "could not find plugin " + name + " in v1 plugin registry: plugin not found",
          "Drivers are " + String.join(", ", drivers()) + ".");
    }
    return driver;
  }

  private List<Subnet> subnets() {
    return networks.values().stream()
        .flatMap(network -> network.record().addresses().stream())
        .map(IpamConfig::subnet)
        .toList();
  }

  /**
   * Makes a network.
   *
   * @throws NetworkException if there is one of this name, or it makes no sense
   */
  public synchronized Network create(NetworkRequest request) {
    refusePredefined(request.name());
    var driver = driver(request.driver());
    if (byName(request.name()).isPresent()) {
      throw new NetworkException(
          Kind.CONFLICT,
          "network with name " + request.name() + " already exists",
          "jug network ls shows it; choose another name.");
    }
    var record = maker.make(request, request.driver().equals(BRIDGE), subnets());
    driver.check(record);
    return keep(record);
  }

  /** Docker's names are taken, whether it is a network of ours or not. */
  private static void refusePredefined(String name) {
    if (name.equals(DEFAULT) || NetworkRecord.PREDEFINED.contains(name)) {
      throw new NetworkException(
          Kind.FORBIDDEN,
          "operation is not permitted on predefined " + name + " network",
          "Choose another name.");
    }
  }

  /** The kinds of networks there are. */
  public List<String> drivers() {
    return drivers.keySet().stream().sorted().toList();
  }

  /** All networks, by name. */
  public List<Network> all() {
    return networks.values().stream()
        .sorted(Comparator.comparing(network -> network.record().name()))
        .toList();
  }

  /**
   * The network with this name, id, or unambiguous beginning of an id.
   *
   * @throws NetworkException if there is none
   */
  public Network find(String reference) {
    var wanted = reference.equals(DEFAULT) ? BRIDGE : reference;
    return byId(wanted).or(() -> byName(wanted)).orElseGet(() -> byBeginning(wanted));
  }

  /** The network with this id. */
  public Optional<Network> byId(String id) {
    return Optional.ofNullable(networks.get(id));
  }

  /** The name of a network; its id if it is gone. */
  public String nameOf(String id) {
    return byId(id).map(network -> network.record().name()).orElse(id);
  }

  private Optional<Network> byName(String name) {
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

  /**
   * Removes a network.
   *
   * @throws NetworkException if it is always there, or somebody is on it
   */
  public synchronized NetworkRecord remove(String reference) {
    var network = find(reference);
    if (network.record().isPredefined()) {
      throw new NetworkException(
          Kind.FORBIDDEN,
          network.record().name() + " is a pre-defined network and cannot be removed",
          "");
    }
    network.retire();
    store.remove(network.record());
    networks.remove(network.record().id());
    return network.record();
  }

  /**
   * Removes networks that nobody is on.
   *
   * @param which only these
   * @param kept ids of networks that stopped containers want
   * @return those that were removed
   */
  public synchronized List<NetworkRecord> prune(
      Predicate<NetworkRecord> which, Collection<String> kept) {
    var removed = new ArrayList<NetworkRecord>();
    for (var network : all()) {
      var record = network.record();
      if (!record.isPredefined()
          && network.members().isEmpty()
          && !kept.contains(record.id())
          && which.test(record)) {
        removed.add(remove(record.id()));
      }
    }
    return removed;
  }

  /**
   * Makes a sandbox on its networks.
   *
   * @throws NetworkException if it cannot be made; nothing is left of it then
   */
  public Sandbox sandbox(SandboxRequest request) {
    var blank = blanks.take();
    var sandbox = new Sandbox(this, request, blank.namespace());
    sandboxes.put(sandbox.container(), sandbox);
    try {
      sandbox.build(request.endpoints(), blank);
      return sandbox;
    } catch (RuntimeException e) {
      try {
        sandbox.release();
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /**
   * Takes on a sandbox that an earlier engine made.
   *
   * @param inside its namespace; closed by the caller
   */
  public Sandbox adopt(SandboxRequest request, SandboxRecord record, Fd inside) {
    var sandbox = new Sandbox(this, request, null);
    sandboxes.put(sandbox.container(), sandbox);
    sandbox.adopt(record, inside);
    return sandbox;
  }

  /** After all are taken on: makes rules and devices what they are to be, and removes the rest. */
  public void settle() {
    var used = networks.values().stream().filter(Network::isRaised).map(Network::record).toList();
    for (var driver : drivers.values().stream().distinct().toList()) {
      driver.clean(used);
    }
    if (used.isEmpty()) {
      firewall.clear();
      forwarding.restore();
    } else {
      firewall.replace(
          used.stream().map(BridgeDriver::rules).toList(),
          sandboxes.values().stream().flatMap(sandbox -> sandbox.publications().stream()).toList());
    }
  }

  void released(Sandbox sandbox) {
    sandboxes.remove(sandbox.container(), sandbox);
    idle.begin();
  }

  /** Takes down what nobody uses; whoever comes next makes it again. */
  public void rest() {
    networks.values().forEach(Network::rest);
    if (sandboxes.isEmpty()) {
      blanks.drain();
    }
  }

  /**
   * Whether a sandbox asks a resolver of ours: if there are names to know, or if those whom the
   * host asks are on its loopback, where a sandbox does not get.
   */
  boolean needsResolver(Sandbox sandbox) {
    return sandbox.endpoints().stream().anyMatch(this::hasNames) || hasOwnResolversOnly();
  }

  /** Whether names are known on the network of an endpoint. */
  boolean hasNames(Endpoint endpoint) {
    return byId(endpoint.network()).map(network -> network.record().hasNames()).orElse(false);
  }

  private boolean hasOwnResolversOnly() {
    try {
      return !upstreams.servers().isEmpty()
          && ResolvConf.forOthers(RESOLV_CONF, BEHIND_STUB).nameservers().isEmpty();
    } catch (IOException _) {
      // Then nobody can say whom to ask, and the container's file says nothing.
      return false;
    }
  }

  Firewall firewall() {
    return firewall;
  }

  HostPorts hostPorts() {
    return hostPorts;
  }

  Forwarder forwarder() {
    return forwarder;
  }

  Upstreams hostUpstreams() {
    return upstreams;
  }

  /** Lets go of what this process holds; what containers use stays. */
  @Override
  public void close() {
    idle.close();
    blanks.close();
    sandboxes.values().forEach(Sandbox::letGo);
    rest();
    firewall.close();
  }
}

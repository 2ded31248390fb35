package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.network.dns.Forwarder;
import dev.jug.network.dns.HostUpstreams;
import dev.jug.network.dns.Upstreams;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.BackEnd;
import dev.jug.network.firewall.Firewall;
import dev.jug.network.firewall.Refusal;
import dev.jug.network.port.HostPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The networks of an engine, and the sandboxes on them. Thread-safe. What it makes in the kernel
 * stays when it is closed, if anybody uses it: the next one with the same directories takes it on.
 */
public final class Networks implements AutoCloseable {
  private static final String BRIDGE = "bridge";

  private static final Path DEVICES = Path.of("/sys/class/net");
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path BEHIND_STUB = Path.of("/run/systemd/resolve/resolv.conf");

  private final NetworksConfig config;
  private final RecordFolder<NetworkRecord> store;
  private final NetworkMaker maker;
  private final Drivers drivers;
  private final Firewall firewall;
  private final Forwarding forwarding;
  private final RandomGenerator random = new SecureRandom();
  private final HostPorts hostPorts = new HostPorts();
  private final Forwarder forwarder = new Forwarder(random, Forwarder.Limits.DEFAULT);
  private final HostUpstreams upstreams = new HostUpstreams(RESOLV_CONF);
  private final NetworkDirectory directory = new NetworkDirectory();
  private final Policies policies;
  private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();
  private final BlankStacks blanks = new BlankStacks();
  private final Idle idle = new Idle(this::rest);

  private Networks(NetworksConfig config, Firewall firewall) {
    this.config = config;
    this.firewall = firewall;
    this.forwarding = new Forwarding(config.run());
    this.store =
        new RecordFolder<>(config.state(), ".json", NetworkRecord.class, NetworkRecord::id);
    this.policies = new Policies(directory, firewall, config.state(), random);
    this.maker =
        new NetworkMaker(config.chooser(), HostSubnets::read, InstantSource.system(), random);
    this.drivers = new Drivers(config, firewall, forwarding);
  }

  /**
   * Opens the networks of these directories. Nothing is changed in the kernel until somebody needs
   * it, or {@link #settle}.
   *
   * @throws NetworkException if the directory cannot be used
   */
  public static Networks open(NetworksConfig config) {
    var firewall = FirewallChoice.here(config.backEnd()).open(config.tag(), config.run());
    var networks = new Networks(config, firewall);
    networks.store.settle();
    for (var record : networks.store.all()) {
      networks.add(record);
    }
    networks.predefine();
    return networks;
  }

  /** Makes those that are always there. */
  private void predefine() {
    for (var name : List.of("none", "host")) {
      if (directory.byName(name).isEmpty()) {
        var driver = name.equals("none") ? "null" : name;
        keep(maker.make(NetworkRequest.plain(name, driver), false, List.of()));
      }
    }
    predefineBridge();
  }

  /**
   * If the administrator wants another bridge than there was, and nobody is on that, it is made
   * anew.
   */
  private void predefineBridge() {
    var known = directory.byName(BRIDGE);
    if (known.isEmpty()) {
      keep(maker.make(config.bridge(), true, directory.subnets()));
    } else if (!config.bridge().isMet(known.get().record()) && !isThere(known.get())) {
      directory.remove(known.get());
      var another = maker.make(config.bridge(), true, directory.subnets());
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
    Runnable changed = record.denies() ? policies::refresh : () -> {};
    var network = new Network(record, drivers.named(record.driver()), random, changed);
    directory.add(network);
    return network;
  }

  /**
   * Makes a network.
   *
   * @throws NetworkException if there is one of this name, or it makes no sense
   */
  public synchronized Network create(NetworkRequest request) {
    refusePredefined(request.name());
    var driver = drivers.named(request.driver());
    if (directory.byName(request.name()).isPresent()) {
      throw new NetworkException(
          Kind.CONFLICT,
          "network with name " + request.name() + " already exists",
          "jug network ls shows it; choose another name.");
    }
    if (!driver.choosesAddresses() && !request.subnets().isEmpty()) {
      throw new NetworkException(
          Kind.INVALID,
          "a " + request.driver() + " network has no subnet of the engine's",
          "Leave --subnet, --ip-range and --gateway out; who makes the network chooses addresses.");
    }
    var record = maker.make(request, driver.choosesAddresses(), directory.subnets());
    driver.check(record);
    return keep(record);
  }

  /** Docker's names are taken, whether it is a network of ours or not. */
  private static void refusePredefined(String name) {
    if (name.equals(NetworkDirectory.DEFAULT) || NetworkRecord.PREDEFINED.contains(name)) {
      throw new NetworkException(
          Kind.FORBIDDEN,
          "operation is not permitted on predefined " + name + " network",
          "Choose another name.");
    }
  }

  /** Who may reach whom on networks where nobody reaches anybody. */
  public Policies policies() {
    return policies;
  }

  /** The kinds of networks there are. */
  public List<String> drivers() {
    return drivers.names();
  }

  /** All networks, by name. */
  public List<Network> all() {
    return directory.all();
  }

  /**
   * The network with this name, id, or unambiguous beginning of an id.
   *
   * @throws NetworkException if there is none
   */
  public Network find(String reference) {
    return directory.find(reference);
  }

  /** The network with this id. */
  public Optional<Network> byId(String id) {
    return directory.byId(id);
  }

  /** The name of a network; its id if it is gone. */
  public String nameOf(String id) {
    return byId(id).map(network -> network.record().name()).orElse(id);
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
    policies.removeAll(network.record());
    store.remove(network.record());
    directory.remove(network);
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
    return sandbox(request, blanks.take());
  }

  /** The same in a new namespace of a user namespace; it is the sandbox's from now on. */
  public Sandbox sandbox(SandboxRequest request, Fd namespace) {
    return sandbox(request, BlankStack.taken(namespace));
  }

  private Sandbox sandbox(SandboxRequest request, BlankStack blank) {
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
   * @param request what it is to be: the earlier engine may have died while it changed that
   * @param record what the earlier engine noted that it is made of
   * @param inside its namespace; closed by the caller
   */
  public Sandbox adopt(SandboxRequest request, SandboxRecord record, Fd inside) {
    firewall.hold();
    var sandbox = new Sandbox(this, request, null);
    sandboxes.put(sandbox.container(), sandbox);
    sandbox.adopt(record, request.endpoints(), inside);
    return sandbox;
  }

  /** After all are taken on: makes rules and devices what they are to be, and removes the rest. */
  public void settle() {
    var used = all().stream().filter(Network::isRaised).map(Network::record).toList();
    drivers.clean(used);
    firewall.settle();
    if (used.isEmpty()) {
      forwarding.restore();
    }
  }

  /** Tells of packets that containers send and that are not let through, from now on. */
  public void tell(Consumer<RefusedPacket> listener) {
    firewall.tell(refusal ->
        all().stream()
            .flatMap(network ->
                network.at(refusal.from()).stream()
                    .filter(member -> isAbout(refusal, member.endpoint(), network))
                    .map(member -> new RefusedPacket(network.record(), member, refusal)))
            .findFirst()
            .ifPresent(listener));
  }

  private static boolean isAbout(Refusal refusal, Endpoint sender, Network network) {
    return refusal
        .cable()
        .map(cable -> cable.equals(sender.hostDevice()))
        .orElseGet(() -> network.at(refusal.to()).isPresent());
  }

  void released(Sandbox sandbox) {
    sandboxes.remove(sandbox.container(), sandbox);
    idle.begin();
  }

  /** Takes down what nobody uses; whoever comes next makes it again. */
  public void rest() {
    all().forEach(Network::rest);
    if (sandboxes.isEmpty()) {
      blanks.drain();
    }
  }

  /**
   * Whether a sandbox asks a resolver of ours: if there are names to know, if those whom the host
   * asks are on its loopback, where a sandbox does not get, or if it may not reach everybody.
   */
  boolean needsResolver(Sandbox sandbox) {
    return sandbox.endpoints().stream().anyMatch(this::hasNames)
        || sandbox.endpoints().stream().anyMatch(Endpoint::isConfined)
        || upstreams.areForTheHostOnly(BEHIND_STUB);
  }

  /** Whether names are known on the network of an endpoint. */
  boolean hasNames(Endpoint endpoint) {
    return byId(endpoint.network()).map(network -> network.record().hasNames()).orElse(false);
  }

  /** Which part of the kernel has the rules for packets. */
  public BackEnd backEnd() {
    return firewall.backEnd();
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

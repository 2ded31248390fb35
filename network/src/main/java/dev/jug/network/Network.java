package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.linux.net.MacAddress;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A network and who is on it. Thread-safe. */
public final class Network {
  private static final int ID_BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long the kernel takes at most to clear up after a namespace, unless it is busy. */
  private static final Duration KERNELS_TURN = Duration.ofMillis(300);

  private final NetworkRecord record;
  private final Driver driver;
  private final RandomGenerator random;
  private final Runnable changed;
  private final NetworkAddresses addresses;
  private final Members members = new Members();

  /** Endpoints whose containers have ended, and which are about to go. */
  private final List<Endpoint> leaving = new ArrayList<>();

  private volatile Map<String, List<InetAddress>> shared = Map.of();
  private int users;
  private boolean raised;
  private boolean removed;

  /**
   * @param changed runs when somebody has come or gone
   */
  Network(NetworkRecord record, Driver driver, RandomGenerator random, Runnable changed) {
    this.changed = changed;
    this.record = record;
    this.driver = driver;
    this.random = random;
    this.addresses = new NetworkAddresses(record);
  }

  /** What it is. */
  public NetworkRecord record() {
    return record;
  }

  /** The device on the host that stands for it; empty if there is none. */
  public Optional<String> hostDevice() {
    return Optional.ofNullable(driver.networkDevice(record));
  }

  /** The containers on it that run, by name. */
  public List<Member> members() {
    return members.all();
  }

  /** The container with this id on it. */
  public Optional<Member> member(String container) {
    return members.container(container);
  }

  /** Those that have this name, alias, short or long id on it, by name. */
  List<Member> called(String name) {
    return members.called(name);
  }

  /**
   * Has names lead to these addresses besides, and no longer to those that were said before.
   * Nothing is kept for the next engine.
   *
   * @param names in lower case, each with the addresses it leads to
   */
  public void share(Map<String, List<InetAddress>> names) {
    shared = Map.copyOf(names);
  }

  /** What was last said so. */
  public Map<String, List<InetAddress>> shared() {
    return shared;
  }

  /** The container that has this address on it. */
  Optional<Member> at(InetAddress address) {
    return members.at(address);
  }

  /**
   * Joins a sandbox to it.
   *
   * @param who the container
   * @param device the name of its end in the sandbox
   * @param ahead hears of the endpoint before anything is made of it
   * @throws NetworkException if it cannot be joined; nothing is left of it then
   */
  Endpoint attach(
      Occupant who, EndpointRequest request, String device, Fd sandbox, Consumer<Endpoint> ahead) {
    awaitLeaving(endpoint -> isWanted(endpoint, request));
    enter();
    var taken = new ArrayList<InetAddress>();
    try {
      var planned = endpoint(who, request, device, taken);
      ahead.accept(planned);
      var endpoint = driver.join(record, planned, sandbox);
      members.put(new Member(who.id(), who.name(), who.labels(), endpoint));
      changed.run();
      return endpoint;
    } catch (RuntimeException e) {
      taken.forEach(addresses::free);
      exit();
      throw e;
    }
  }

  /**
   * Whether the devices of its endpoints are made without addresses; otherwise they have all that
   * they are to have.
   */
  boolean choosesAddresses() {
    return driver.choosesAddresses();
  }

  /** Takes an endpoint's device out of a sandbox that lives on. */
  void unplug(Endpoint endpoint, SandboxStack sandbox) {
    driver.unplug(record, endpoint, sandbox);
  }

  /**
   * Takes on an endpoint that an earlier engine made.
   *
   * @param sandbox the network namespace
   */
  void adopt(Occupant who, Endpoint endpoint, Fd sandbox) {
    enter();
    driver.adopt(record, endpoint, sandbox);
    endpoint.addresses().forEach(addresses::takeOrIgnore);
    changeOrWarn(endpoint);
    members.put(new Member(who.id(), who.name(), who.labels(), endpoint));
    changed.run();
  }

  /** Who was killed while it was changed may have left half of it; whoever runs goes on. */
  private void changeOrWarn(Endpoint endpoint) {
    try {
      driver.change(record, endpoint);
    } catch (NetworkException e) {
      System.getLogger(Network.class.getName())
          .log(System.Logger.Level.WARNING, "it may be faster than it is to be, or reach more", e);
    }
  }

  /** Makes an endpoint what its details say now. */
  void change(String container, Endpoint changed) {
    driver.change(record, changed);
    members.change(container, member -> member.called(member.name(), changed));
  }

  /** Takes a container off it. */
  void detach(String container, Endpoint endpoint) {
    try {
      driver.leave(record, endpoint);
    } finally {
      members.remove(container);
      changed.run();
      endpoint.addresses().forEach(addresses::free);
      exit(endpoint);
    }
  }

  /**
   * Forgets a container whose processes are gone. The kernel takes the devices away with the
   * namespace, many at once and faster than one by one; only where somebody shares the namespace
   * are they still there after a while.
   */
  void abandon(String container, Endpoint endpoint) {
    members.remove(container);
    changed.run();
    endpoint.addresses().forEach(addresses::free);
    exit(endpoint);
    driver.forget(record, endpoint);
    Thread.ofVirtual().name("leave " + record.name()).start(() -> leaveLater(endpoint));
  }

  private void leaveLater(Endpoint endpoint) {
    try {
      Thread.sleep(KERNELS_TURN);
      driver.leave(record, endpoint);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (NetworkException e) {
      System.getLogger(Network.class.getName())
          .log(System.Logger.Level.WARNING, "a device stays: " + e.getMessage(), e);
    }
  }

  /**
   * A container has ended and will be taken off it: who wants its addresses, or the whole network
   * gone, waits for that instead of being refused.
   */
  synchronized void expectLeave(String container) {
    var member = members.remove(container);
    if (member != null) {
      leaving.add(member.endpoint());
    }
  }

  private static boolean isWanted(Endpoint endpoint, EndpointRequest request) {
    return (request.ipv4() != null && request.ipv4().equals(endpoint.ipv4()))
        || (request.ipv6() != null && request.ipv6().equals(endpoint.ipv6()))
        || (request.mac() != null && request.mac().equalsIgnoreCase(endpoint.mac()));
  }

  /** Whoever leaves takes no longer than the kernel needs for a device; then nobody waits. */
  private synchronized void awaitLeaving(Predicate<Endpoint> which) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (leaving.stream().anyMatch(which)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A container has another name. */
  void rename(String container, String name, List<String> names) {
    members.change(container, member -> member.called(name, member.endpoint().called(names)));
  }

  private Endpoint endpoint(
      Occupant who, EndpointRequest request, String device, List<InetAddress> taken) {
    var ipv4 = take(true, request.ipv4(), taken);
    var ipv6 = take(false, request.ipv6(), taken);
    var mac =
        request.mac() == null ? MacAddresses.choose(ipv4, random) : MacAddress.parse(request.mac());
    refuseDouble(mac.toString());
    var id = id(random);
    boolean outside = driver.hasGateway(record);
    return new Endpoint(
        id,
        record.id(),
        device,
        driver.hostDevice(id),
        mac.toString(),
        ipv4,
        ipv4 == null ? null : addresses.subnetOf(ipv4),
        ipv6,
        ipv6 == null ? null : addresses.subnetOf(ipv6),
        outside ? record.gateway(true) : null,
        outside ? record.gateway(false) : null,
        who.namesOn(request),
        request);
  }

  private @Nullable InetAddress take(
      boolean ipv4, @Nullable InetAddress wanted, List<InetAddress> taken) {
    return driver.choosesAddresses() ? addresses.take(ipv4, wanted, taken) : null;
  }

  static String id(RandomGenerator random) {
    var bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void refuseDouble(String mac) {
    var other = members.withMac(mac);
    if (other.isPresent()) {
      throw new NetworkException(
          Kind.CONFLICT,
          "duplicate MAC address " + mac + ": container " + other.get().name() + " has it",
          "Leave the choice to the engine, or choose another.");
    }
  }

  private synchronized void enter() {
    if (removed) {
      throw NetworkDirectory.unknown(record.name());
    }
    if (!raised) {
      driver.raise(record);
      raised = true;
    }
    users++;
  }

  private synchronized void exit(Endpoint endpoint) {
    leaving.removeIf(other -> other.id().equals(endpoint.id()));
    exit();
    notifyAll();
  }

  private synchronized void exit() {
    users--;
  }

  /** Takes down what it needs of the host, if nobody is on it. */
  synchronized void rest() {
    if (raised && users == 0) {
      driver.lower(record);
      raised = false;
    }
  }

  /** Whether it needs anything of the host. */
  synchronized boolean isRaised() {
    return raised;
  }

  /**
   * Takes it down for good.
   *
   * @throws NetworkException if somebody is on it
   */
  synchronized void retire() {
    awaitLeaving(_ -> members.isEmpty());
    if (users > 0) {
      throw new NetworkException(
          Kind.FORBIDDEN,
          "error while removing network: network "
              + record.name()
              + " id "
              + record.id()
              + " has active endpoints",
          "Disconnect or stop its containers first: "
              + String.join(", ", members().stream().map(Member::name).toList()));
    }
    rest();
    removed = true;
  }
}

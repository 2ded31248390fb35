package dev.jug.network;

import dev.jug.network.address.Addresses;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.Publication;
import dev.jug.network.port.HostPorts.Held;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.PublishedPort;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The ports of the host that lead into one sandbox. Thread-safe. */
final class Ports {
  private static final System.Logger LOG = System.getLogger(Ports.class.getName());
  private static final InetAddress ANY_4 = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress ANY_6 = InetAddress.ofLiteral("::");

  private final Networks networks;
  private final List<PortBinding> wanted;
  private final Map<Publication, Optional<Held>> led = new LinkedHashMap<>();

  Ports(Networks networks, List<PortBinding> wanted) {
    this.networks = networks;
    this.wanted = new ArrayList<>(wanted);
  }

  synchronized List<PublishedPort> published() {
    return led.keySet().stream().map(Publication::port).toList();
  }

  /**
   * Leads all ports to an endpoint.
   *
   * @param way empty if nothing outside reaches the sandbox; then nothing is led
   * @throws NetworkException if a port is taken; then none is led
   */
  synchronized void publish(Optional<Endpoint> way) {
    way.filter(Ports::isBehindHost).ifPresent(endpoint -> lead(wanted, endpoint));
  }

  /**
   * Leads more ports to an endpoint.
   *
   * @throws NetworkException if a port is taken; then none of them is led
   */
  synchronized void add(List<PortBinding> more, Optional<Endpoint> way) {
    way.filter(Ports::isBehindHost).ifPresent(endpoint -> lead(more, endpoint));
    wanted.addAll(more);
  }

  /** Leads no more what these are about. */
  synchronized void remove(List<PortBinding> those) {
    withdraw(
        led.keySet().stream()
            .filter(one -> those.stream().anyMatch(binding -> binding.isAbout(one.port())))
            .toList());
    wanted.removeIf(binding -> those.stream().anyMatch(other -> other.isAbout(binding)));
  }

  /** As with docker, nothing is led where packets do not pass through the host. */
  private static boolean isBehindHost(Endpoint endpoint) {
    return endpoint.hostDevice() != null;
  }

  private void lead(List<PortBinding> bindings, Endpoint endpoint) {
    var more = new LinkedHashMap<Publication, Optional<Held>>();
    try {
      for (var binding : bindings) {
        hold(binding, endpoint, more);
      }
      networks.firewall().publish(more.keySet());
      led.putAll(more);
    } catch (NetworkException e) {
      letGo(more.values());
      throw new NetworkException(
          e.kind(),
          "driver failed programming external connectivity on endpoint "
              + endpoint.names().getFirst()
              + " ("
              + endpoint.id()
              + "): "
              + e.getMessage(),
          e.remedy(),
          e);
    }
  }

  private void hold(PortBinding binding, Endpoint endpoint, Map<Publication, Optional<Held>> more) {
    int port = 0;
    for (var address : addresses(binding, endpoint)) {
      var target = target(binding, endpoint, address);
      int first = port == 0 ? binding.first() : port;
      int last = port == 0 ? binding.last() : port;
      var hold = networks.hostPorts().hold(address, binding.container().protocol(), first, last);
      port = hold.port();
      var published = new PublishedPort(binding.container(), address, port);
      more.put(new Publication(published, target), Optional.of(hold));
    }
  }

  private InetAddress target(PortBinding binding, Endpoint endpoint, InetAddress address) {
    boolean ipv4 = Addresses.isIpv4(address);
    refuseLostAnswers(binding, endpoint, address);
    var target = ipv4 ? endpoint.ipv4() : endpoint.ipv6();
    if (target != null) {
      return target;
    }
    throw new NetworkException(
        Kind.INVALID,
        "cannot publish port "
            + binding.container()
            + " on "
            + Addresses.text(address)
            + ": the container has no "
            + (ipv4 ? "IPv4" : "IPv6")
            + " address",
        "Publish it on an address of the other family, or make the network with --ipv6.");
  }

  private void refuseLostAnswers(PortBinding binding, Endpoint endpoint, InetAddress address) {
    if (!Addresses.isIpv4(address) && address.isLoopbackAddress() && areLost(endpoint)) {
      throw new NetworkException(
          Kind.UNAVAILABLE,
          "cannot publish port "
              + binding.container()
              + " on ::1: answers would not arrive, as rules for packets see frames on bridges here",
          "sysctl net.bridge.bridge-nf-call-ip6tables=0 changes that; or publish it on 127.0.0.1.");
    }
  }

  private boolean areLost(Endpoint endpoint) {
    return networks
        .byId(endpoint.network())
        .flatMap(Network::hostDevice)
        .filter(bridge -> networks.firewall().seesFrames(bridge, false))
        .isPresent();
  }

  /** Who names no address means all of the families that the container has. */
  private static List<InetAddress> addresses(PortBinding binding, Endpoint endpoint) {
    if (binding.address() != null) {
      return List.of(binding.address());
    }
    return Stream.of(ANY_4, ANY_6)
        .filter(any -> (Addresses.isIpv4(any) ? endpoint.ipv4() : endpoint.ipv6()) != null)
        .toList();
  }

  /**
   * Leads no more what has just been {@linkplain #add added}.
   *
   * @param before what was led before
   */
  synchronized void takeBack(List<PortBinding> more, List<PublishedPort> before) {
    withdraw(led.keySet().stream().filter(one -> !before.contains(one.port())).toList());
    more.forEach(binding -> wanted.remove(wanted.lastIndexOf(binding)));
  }

  /**
   * Takes on what an earlier engine led, as far as it is wanted: one that died may have led more
   * than it noted in the end. Another program may have taken a port meanwhile.
   */
  synchronized void adopt(List<PublishedPort> ports, Optional<Endpoint> way) {
    for (var port : ports.stream().filter(this::isWanted).toList()) {
      boolean ipv4 = Addresses.isIpv4(port.address());
      way.map(endpoint -> ipv4 ? endpoint.ipv4() : endpoint.ipv6())
          .ifPresent(target -> led.put(new Publication(port, target), holdOrWarn(port)));
    }
    networks.firewall().publish(led.keySet());
  }

  private boolean isWanted(PublishedPort port) {
    return wanted.stream().anyMatch(binding -> binding.isAbout(port));
  }

  private Optional<Held> holdOrWarn(PublishedPort port) {
    try {
      var protocol = port.container().protocol();
      return Optional.of(
          networks.hostPorts().hold(port.address(), protocol, port.port(), port.port()));
    } catch (NetworkException e) {
      LOG.log(System.Logger.Level.WARNING, "it leads into a container all the same", e);
      return Optional.empty();
    }
  }

  /** Leads nothing any more. */
  synchronized void withdraw() {
    withdraw(List.copyOf(led.keySet()));
  }

  private void withdraw(List<Publication> those) {
    if (those.isEmpty()) {
      return;
    }
    try {
      networks.firewall().withdraw(those);
    } finally {
      letGo(those.stream().map(led::remove).toList());
    }
  }

  /** Leaves the rules as they are, and holds nothing. */
  synchronized void letGo() {
    letGo(led.values());
    led.replaceAll((_, _) -> Optional.empty());
  }

  private static void letGo(Collection<Optional<Held>> held) {
    held.forEach(one -> one.ifPresent(Held::close));
  }
}

package dev.jug.network;

import dev.jug.network.NetworkException.Kind;
import dev.jug.network.address.Addresses;
import dev.jug.network.firewall.Publication;
import dev.jug.network.port.HostPorts.Held;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.PublishedPort;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The ports of the host that lead into one sandbox. Thread-safe. */
final class Ports {
  private static final InetAddress ANY_4 = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress ANY_6 = InetAddress.ofLiteral("::");

  private final Networks networks;
  private final List<PortBinding> wanted;
  private final List<Held> held = new ArrayList<>();
  private final List<Publication> publications = new ArrayList<>();

  Ports(Networks networks, List<PortBinding> wanted) {
    this.networks = networks;
    this.wanted = wanted;
  }

  synchronized List<PublishedPort> published() {
    return publications.stream().map(Publication::port).toList();
  }

  synchronized List<Publication> publications() {
    return List.copyOf(publications);
  }

  /**
   * Leads all ports to an endpoint.
   *
   * @param way empty if nothing outside reaches the sandbox; then nothing is led
   * @throws NetworkException if a port is taken; then none is led
   */
  synchronized void publish(Optional<Endpoint> way) {
    if (way.isEmpty() || wanted.isEmpty()) {
      return;
    }
    try {
      for (var binding : wanted) {
        publish(binding, way.get());
      }
      networks.firewall().publish(publications);
    } catch (NetworkException e) {
      abandon();
      throw new NetworkException(
          e.kind(),
          "driver failed programming external connectivity on endpoint "
              + way.get().names().getFirst()
              + " ("
              + way.get().id()
              + "): "
              + e.getMessage(),
          e.remedy(),
          e);
    }
  }

  private void publish(PortBinding binding, Endpoint endpoint) {
    int port = 0;
    for (var address : addresses(binding, endpoint)) {
      boolean ipv4 = Addresses.isIpv4(address);
      var target = ipv4 ? endpoint.ipv4() : endpoint.ipv6();
      if (target == null) {
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
      var hold =
          networks
              .hostPorts()
              .hold(
                  address,
                  binding.container().protocol(),
                  port == 0 ? binding.first() : port,
                  port == 0 ? binding.last() : port);
      held.add(hold);
      port = hold.port();
      publications.add(
          new Publication(new PublishedPort(binding.container(), address, port), target));
    }
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

  /** Takes on what an earlier engine led. Another program may have taken a port meanwhile. */
  synchronized void adopt(List<PublishedPort> ports, Optional<Endpoint> way) {
    for (var port : ports) {
      boolean ipv4 = Addresses.isIpv4(port.address());
      way.map(endpoint -> ipv4 ? endpoint.ipv4() : endpoint.ipv6())
          .ifPresent(target -> {
            publications.add(new Publication(port, target));
            holdOrWarn(port);
          });
    }
  }

  private void holdOrWarn(PublishedPort port) {
    try {
      var protocol = port.container().protocol();
      held.add(networks.hostPorts().hold(port.address(), protocol, port.port(), port.port()));
    } catch (NetworkException e) {
      System.getLogger(Ports.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "it leads into a container all the same: {0}",
              e.getMessage());
    }
  }

  /** Leads nothing any more. */
  synchronized void withdraw() {
    if (!publications.isEmpty()) {
      try {
        networks.firewall().withdraw(publications);
      } finally {
        abandon();
      }
    }
  }

  private void abandon() {
    publications.clear();
    letGo();
  }

  /** Leaves the rules as they are, and holds nothing. */
  synchronized void letGo() {
    held.forEach(Held::close);
    held.clear();
  }
}

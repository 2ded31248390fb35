package dev.jug.engine.network;

import dev.jug.engine.view.ReachView;
import dev.jug.network.Endpoint;
import dev.jug.network.Networks;
import dev.jug.network.Sandbox;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a container reaches something that is none of the engine's containers.
 *
 * @param networks all there are
 * @param sender the container that calls
 */
record OutsideReach(Networks networks, Sandbox sender) {
  private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";

  ReachView find(Reach reach) {
    InetAddress to;
    try {
      to = InetAddress.getByName(reach.to());
    } catch (UnknownHostException _) {
      return reach.refused(
          "names",
          reach.to() + " is no container, and the host does not know such a name",
          "Name a container that runs, an address, or a name that the host resolves.");
    }
    reach.goesTo(to);
    if (!to.getHostAddress().equals(reach.to())) {
      reach.passes("names", reach.to() + " is " + Addresses.text(to) + ", asked from the host");
    }
    return find(reach, to);
  }

  private ReachView find(Reach reach, InetAddress to) {
    var way = near(to).or(sender::gatewayEndpoint);
    if (way.isEmpty()) {
      return reach.refused(
          "networks",
          reach.from() + " is only on networks that lead nowhere else",
          "jug network connect bridge " + reach.from());
    }
    var network = networks.nameOf(way.get().network());
    reach.passes("networks", reach.from() + " goes by network " + network);
    var refused = new EgressReach(way.get()).check(reach, to, List.of(reach.to()));
    return refused.orElseGet(() -> beyond(reach, to, way.get(), network));
  }

  /** The endpoint on whose network an address is. */
  private Optional<Endpoint> near(InetAddress to) {
    return sender.endpoints().stream()
        .filter(endpoint ->
            (endpoint.ipv4Subnet() != null && endpoint.ipv4Subnet().contains(to))
                || (endpoint.ipv6Subnet() != null && endpoint.ipv6Subnet().contains(to)))
        .findFirst();
  }

  private ReachView beyond(Reach reach, InetAddress to, Endpoint way, String name) {
    if (isHost(to)) {
      return reach.accepted(
          "outside", "it is this host itself: what listens there, and its own rules, decide");
    }
    boolean hides =
        networks
            .byId(way.network())
            .map(network -> network.record().option(MASQUERADE, true))
            .orElse(true);
    return reach.accepted(
        "outside",
        "network "
            + name
            + " has a way out; it leaves "
            + (hides ? "as the host" : "under its own address, which others need a route to")
            + ", and rules of others decide from there on");
  }

  private static boolean isHost(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException _) {
      return false;
    }
  }
}

package dev.jug.network;

import dev.jug.linux.net.Route;
import dev.jug.linux.net.RouteSocket;
import dev.jug.network.address.Subnet;
import java.util.List;

/** What the host's own routes lead to, where no network of containers may be. */
final class HostSubnets {
  private HostSubnets() {}

  /** All but the default routes, and what every host has. */
  static List<Subnet> read() {
    try (var socket = RouteSocket.open()) {
      return Route.all(socket).stream()
          .filter(route -> route.destination().length() > 0)
          .map(route -> Subnet.of(route.destination().address(), route.destination().length()))
          .filter(subnet -> !subnet.base().isLinkLocalAddress())
          .filter(subnet -> !subnet.base().isMulticastAddress())
          .toList();
    }
  }
}

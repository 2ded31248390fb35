package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.MacAddress;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import dev.jug.network.egress.Egress;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.shaping.Shaping;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Containers right on the network of a device of the host, beside the host: {@code macvlan} with
 * hardware addresses of their own, {@code ipvlan} with the device's. Their gateway is that of the
 * network there; no rule and no rate of the engine is in the path, and the host itself does not
 * reach them, nor they it.
 *
 * @param kind {@code macvlan} or {@code ipvlan}
 */
record ParentDriver(String kind) implements Driver {
  static final String MACVLAN = "macvlan";
  static final String IPVLAN = "ipvlan";
  private static final String PARENT = "parent";

  @Override
  public void check(NetworkRecord network) {
    parent(network);
    link(network, 0);
  }

  private String parent(NetworkRecord network) {
    var parent = network.options().get(PARENT);
    if (parent == null || parent.isBlank()) {
      throw new NetworkException(
          Kind.INVALID,
          "a " + kind + " network needs a device of the host",
          "Name it with -o parent=eth0 (ip link shows all), and its network with --subnet.");
    }
    return parent;
  }

  private LinkKind link(NetworkRecord network, int parent) {
    var option = kind + "_mode";
    var said = network.options().getOrDefault(option, kind.equals(MACVLAN) ? "bridge" : "l2");
    try {
      var mode = said.toUpperCase(Locale.ROOT);
      return kind.equals(MACVLAN)
          ? new LinkKind.Macvlan(parent, LinkKind.Macvlan.Mode.valueOf(mode))
          : new LinkKind.Ipvlan(
              parent, LinkKind.Ipvlan.Layer.valueOf(mode), LinkKind.Ipvlan.Flag.BRIDGE);
    } catch (IllegalArgumentException e) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid " + option + ": " + said,
          kind.equals(MACVLAN) ? "Use bridge, private, vepa or passthru." : "Use l2, l3 or l3s.",
          e);
    }
  }

  @Override
  public boolean hasGateway(NetworkRecord network) {
    return !network.internal();
  }

  @Override
  public void raise(NetworkRecord network) {
    try (var socket = RouteSocket.open()) {
      found(socket, network);
    }
  }

  private NetworkDevice found(RouteSocket socket, NetworkRecord network) {
    return NetworkDevice.find(socket, parent(network))
        .orElseThrow(() ->
            new NetworkException(
                Kind.NOT_FOUND,
                "network " + network.name() + ": there is no device " + parent(network),
                "ip link shows all; networks are made anew for another device."));
  }

  @Override
  public Endpoint join(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    refuseRules(network, endpoint.request().driverOptions());
    var mac = kind.equals(MACVLAN) ? MacAddress.parse(endpoint.mac()) : null;
    try (var socket = RouteSocket.open()) {
      var link = link(network, found(socket, network).index());
      var options = new LinkOptions(mac, 0, null, false);
      NetworkDevice.createIn(sandbox, socket, endpoint.device(), link, options);
      return endpoint;
    } catch (SysException e) {
      throw new NetworkException(
          Kind.FAILED,
          "cannot connect the container to network " + network.name() + ": " + e.getMessage(),
          "The device " + parent(network) + " must be one that takes others, and no bridge's port.",
          e);
    }
  }

  /** What is asked for and cannot be is said, not forgotten. */
  static void refuseRules(NetworkRecord network, Map<String, String> options) {
    var shaping = Shaping.of(options);
    boolean limited =
        shaping.in().isPresent()
            || shaping.out().isPresent()
            || Shaping.limit(options) != 0
            || Egress.of(options).isPresent();
    if (limited) {
      throw new NetworkException(
          Kind.INVALID,
          "network "
              + network.name()
              + " is of kind "
              + network.driver()
              + ", which knows no rates and no egress",
          "No rule of the engine sees its packets; use a network of kind bridge.");
    }
  }

  @Override
  public void change(NetworkRecord network, Endpoint endpoint) {
    refuseRules(network, endpoint.request().driverOptions());
  }

  @Override
  public void forget(NetworkRecord network, Endpoint endpoint) {
    // The device is in the sandbox, and goes with it.
  }

  @Override
  public void leave(NetworkRecord network, Endpoint endpoint) {
    // The device is in the sandbox, and goes with it.
  }

  @Override
  public void lower(NetworkRecord network) {
    // There is nothing.
  }

  @Override
  public @Nullable String hostDevice(String endpointId) {
    return null;
  }

  @Override
  public @Nullable String networkDevice(NetworkRecord network) {
    return network.options().get(PARENT);
  }

  @Override
  public void clean(Collection<NetworkRecord> known) {
    // Nothing is left of them.
  }
}

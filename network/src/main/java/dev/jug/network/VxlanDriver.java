package dev.jug.network;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.net.BridgePort;
import dev.jug.linux.net.ForwardingEntry;
import dev.jug.linux.net.InterfaceAddress;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.MacAddress;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.EndpointRules;
import dev.jug.network.firewall.Firewall;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One network over several hosts, each with an engine of its own: a bridge on each, and a port of
 * the bridge that sends frames to the other hosts in UDP (RFC 7348). Which host has which hardware
 * address the kernel learns from what comes; until then, and for what is for all, each host gets a
 * copy.
 *
 * <pre>{@code
 * sandbox      host 192.0.2.1                                 host 192.0.2.2      sandbox
 * eth0 ─ veth ─┬─ br-… ─ vx-… ─── UDP 4789 ───────────── vx-… ─ br-… ─┬─ veth ─ eth0
 * }</pre>
 *
 * @param bridge makes what is on this host
 */
record VxlanDriver(BridgeDriver bridge) implements Driver {
  static final String NAME = "vxlan";
  private static final String PREFIX = "vx-";
  private static final MacAddress ALL = MacAddress.of(new byte[MacAddress.BYTES]);

  @Override
  public void check(NetworkRecord network) {
    bridge.check(lowered(network));
  }

  /** The same, whose packets leave room for what is put before them. */
  private static NetworkRecord lowered(NetworkRecord network) {
    int mtu = VxlanOptions.of(network).mtu();
    return network.withDefault(BridgeDriver.MTU, Integer.toString(mtu));
  }

  @Override
  public boolean hasGateway(NetworkRecord network) {
    return bridge.hasGateway(network);
  }

  @Override
  public String hostDevice(String endpointId) {
    return bridge.hostDevice(endpointId);
  }

  @Override
  public String networkDevice(NetworkRecord network) {
    return bridge.networkDevice(network);
  }

  private static String tunnel(NetworkRecord network) {
    return PREFIX + network.shortId();
  }

  @Override
  public void raise(NetworkRecord network) {
    var options = VxlanOptions.of(network);
    bridge.raise(lowered(network));
    try (var socket = RouteSocket.open()) {
      var device =
          NetworkDevice.find(socket, tunnel(network))
              .orElseGet(() -> create(socket, network, options));
      plug(socket, device, network, options);
    } catch (NetworkException e) {
      lower(network);
      throw e;
    } catch (SysException e) {
      lower(network);
      throw failed("make the tunnel of network " + network.name(), e);
    }
  }

  private NetworkDevice create(RouteSocket socket, NetworkRecord network, VxlanOptions options) {
    // The kernel sees from an address whether the device is one of IPv6.
    var others = others(socket, options);
    var kind =
        new LinkKind.Vxlan(
            options.id(),
            options.local(),
            others.stream().findFirst(),
            options.port(),
            OptionalInt.empty());
    var alias = bridge.alias(network);
    try {
      return NetworkDevice.create(
          socket,
          tunnel(network),
          kind,
          new LinkOptions(null, BridgeDriver.mtu(lowered(network)), alias, false));
    } catch (SysException e) {
      throw explained(network, options, e);
    }
  }

  private static NetworkException explained(
      NetworkRecord network, VxlanOptions options, SysException e) {
    var what = "cannot make the tunnel of network " + network.name() + ": ";
    if (e.errno() == Errno.EEXIST) {
      return new NetworkException(
          Kind.CONFLICT,
          what
              + "this host has a VXLAN device of number "
              + options.id()
              + " at port "
              + options.port()
              + " already",
          "ip -d link show type vxlan shows it; choose another dev.jug.vxlan.id on all hosts.",
          e);
    }
    if (e.errno() == Errno.EOPNOTSUPP) {
      return new NetworkException(
          Kind.UNAVAILABLE,
          what + "the kernel has no VXLAN (CONFIG_VXLAN)",
          "Load it with modprobe vxlan; networks of kind bridge work without.",
          e);
    }
    return failed("make the tunnel of network " + network.name(), e);
  }

  /** All hosts but this one, so that the same words may be said on each. */
  private static List<InetAddress> others(RouteSocket socket, VxlanOptions options) {
    var own = InterfaceAddress.all(socket).stream().map(InterfaceAddress::address).toList();
    return options.remotes().stream().distinct().filter(host -> !own.contains(host)).toList();
  }

  /** Whoever is kept from neighbours here is kept from those of other hosts too. */
  private void plug(
      RouteSocket socket, NetworkDevice device, NetworkRecord network, VxlanOptions options) {
    var known = ForwardingEntry.all(socket);
    socket.together(() -> {
      for (var host : others(socket, options)) {
        var entry = new ForwardingEntry(device.index(), ALL, host);
        if (!known.contains(entry)) {
          entry.add(socket);
        }
      }
    });
    var switchboard = NetworkDevice.named(socket, bridge.networkDevice(network));
    if (device.status().master() != switchboard.index()) {
      device.master(switchboard);
    }
    device.port(new BridgePort(!BridgeDriver.isOpen(network), false));
    bridge.firewall().add(cable(network));
    device.up();
  }

  /** Those of other hosts are neighbours too, where what neighbours say passes through the host. */
  private EndpointRules cable(NetworkRecord network) {
    return new EndpointRules(
        tunnel(network),
        bridge.networkDevice(network),
        Firewall.HOST,
        List.of(),
        Optional.empty(),
        false,
        false,
        0);
  }

  @Override
  public Endpoint join(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    for (var config : network.addresses()) {
      var range = config.range();
      var address = config.subnet().isIpv4() ? endpoint.ipv4() : endpoint.ipv6();
      if (range != null) {
        VxlanOptions.refuseForeign(address, range, "address");
      }
    }
    return bridge.join(lowered(network), endpoint, sandbox);
  }

  @Override
  public void change(NetworkRecord network, Endpoint endpoint) {
    bridge.change(lowered(network), endpoint);
  }

  @Override
  public void forget(NetworkRecord network, Endpoint endpoint) {
    bridge.forget(network, endpoint);
  }

  @Override
  public void leave(NetworkRecord network, Endpoint endpoint) {
    bridge.leave(network, endpoint);
  }

  @Override
  public void lower(NetworkRecord network) {
    bridge.firewall().removeEndpoint(tunnel(network));
    try (var socket = RouteSocket.open()) {
      NetworkDevice.find(socket, tunnel(network))
          .filter(device -> bridge.alias(network).equals(device.status().alias()))
          .ifPresent(NetworkDevice::delete);
    } catch (SysException e) {
      throw failed("remove the tunnel of network " + network.name(), e);
    } finally {
      bridge.lower(network);
    }
  }

  /** Tunnels are marked as bridges are, and go with them. */
  @Override
  public void clean(Collection<NetworkRecord> known) {
    // Done where bridges are.
  }

  private static NetworkException failed(String intent, SysException why) {
    return new NetworkException(Kind.FAILED, "cannot " + intent + ": " + why.getMessage(), "", why);
  }
}

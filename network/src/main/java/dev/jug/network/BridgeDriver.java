package dev.jug.network;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.net.BridgeAddress;
import dev.jug.linux.net.BridgePort;
import dev.jug.linux.net.InterfaceAddress;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.LocalRoute;
import dev.jug.linux.net.MacAddress;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.Prefix;
import dev.jug.linux.net.RouteSocket;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.firewall.BridgeRules;
import dev.jug.network.firewall.EndpointRules;
import dev.jug.network.firewall.Firewall;
import dev.jug.network.policy.Policy;
import dev.jug.network.shaping.Bandwidth;
import dev.jug.network.shaping.Shaper;
import dev.jug.network.shaping.Shaping;
import dev.jug.network.shaping.Sharing;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A switch of the kernel for each network; a cable leads from it into each sandbox.
 *
 * <pre>{@code
 * sandbox        host
 * eth0 ───────── veth1a2b3c4 ─┐
 * eth0 ───────── veth5d6e7f8 ─┴─ jug0 172.17.0.1 ── rules ── outside
 * }</pre>
 *
 * @param firewall lets packets out, and none in that nobody asked for
 * @param forwarding turns the host into a router while there is a bridge
 * @param tag marks devices of this engine
 */
record BridgeDriver(Firewall firewall, Forwarding forwarding, String tag) implements Driver {
  static final String NAME = "bridge";

  private static final String OPTION = "com.docker.network.bridge.";
  static final String MTU = "com.docker.network.driver.mtu";
  private static final InetAddress LOOPBACK_6 = InetAddress.ofLiteral("::1");
  private static final int LONGEST_DEVICE = 15;
  private static final int CABLE_DIGITS = 7;
  private static final int LEAST_MTU = 68;
  private static final int MOST_MTU = 65_535;

  @Override
  public void check(NetworkRecord network) {
    var device = device(network);
    if (device.isEmpty() || device.length() > LONGEST_DEVICE || device.contains("/")) {
      throw new NetworkException(
          Kind.INVALID, "invalid bridge name: " + device, "Devices have 1 to 15 characters.");
    }
    mtu(network);
    sharing(network);
    var policy = network.options().getOrDefault(Policy.OPTION, Policy.DENY);
    if (!policy.equals(Policy.DENY)) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid " + Policy.OPTION + ": " + policy,
          "It is deny, or not said: then everybody on the network reaches everybody.");
    }
  }

  /** The longest packet on the network, in bytes; 0 for the kernel's choice. */
  static int mtu(NetworkRecord network) {
    var said = network.options().get(MTU);
    try {
      int mtu = said == null ? 0 : Integer.parseInt(said);
      if (mtu == 0 || (mtu >= LEAST_MTU && mtu <= MOST_MTU)) {
        return mtu;
      }
    } catch (NumberFormatException _) {
      // Said below, with other numbers that cannot be.
    }
    throw new NetworkException(
        Kind.INVALID, "invalid " + MTU + ": " + said, "It is a number of bytes, 68 to 65535.");
  }

  /** The bridge's name. */
  static String device(NetworkRecord network) {
    return network.options().getOrDefault(OPTION + "name", "br-" + network.shortId());
  }

  @Override
  public boolean hasGateway(NetworkRecord network) {
    return !network.internal();
  }

  @Override
  public String hostDevice(String endpointId) {
    return "veth" + endpointId.substring(0, CABLE_DIGITS);
  }

  @Override
  public String networkDevice(NetworkRecord network) {
    return device(network);
  }

  /** What marks the devices that stand for a network. */
  String alias(NetworkRecord network) {
    return tag + " network " + network.id();
  }

  @Override
  public void raise(NetworkRecord network) {
    try (var socket = RouteSocket.open()) {
      var name = device(network);
      var known = NetworkDevice.find(socket, name);
      if (known.isPresent() && !isHalfMade(network, known.get())) {
        adopt(network, known.get());
      } else {
        known.ifPresent(NetworkDevice::delete);
        create(network, socket, name);
      }
      new BridgeAddress(NetworkDevice.named(socket, name).index(), Firewall.HOST).add(socket);
      sharing(network)
          .ifPresent(sharing ->
              sharing.raise(socket, NetworkDevice.named(socket, name), prefixes(network)));
      firewall.isolate(forwarding.turnOn(network.ipv6(), name));
      firewall.add(rules(network));
    } catch (SysException e) {
      throw failed("make the bridge of network " + network.name(), e);
    }
  }

  /**
   * The kernel marks a device only when it is there: an engine that died in between left one that
   * is ours by its address alone, which comes from the network's id.
   */
  private static boolean isHalfMade(NetworkRecord network, NetworkDevice device) {
    var status = device.status();
    return status.alias().isEmpty()
        && status.kind().equals("bridge")
        && status.mac().equals(Optional.of(MacAddresses.ofBridge(network)));
  }

  private void adopt(NetworkRecord network, NetworkDevice device) {
    if (!alias(network).equals(device.status().alias())) {
      throw new NetworkException(
          Kind.CONFLICT,
          "cannot make the bridge of network "
              + network.name()
              + ": there is a device "
              + device.name()
              + " already, which is not ours",
          "Remove it, or choose another name with the option " + OPTION + "name.");
    }
  }

  private void create(NetworkRecord network, RouteSocket socket, String name) {
    var options =
        new LinkOptions(MacAddresses.ofBridge(network), mtu(network), alias(network), false);
    var bridge = NetworkDevice.create(socket, name, new LinkKind.Bridge(), options);
    try {
      forwarding.prepare(name, network.ipv6());
      socket.together(() -> {
        for (var config : network.addresses()) {
          if (config.gateway() != null) {
            bridge.add(InterfaceAddress.of(config.gateway(), config.subnet().prefix()));
          }
        }
        bridge.up();
      });
      if (network.ipv6()) {
        new LocalRoute(LOOPBACK_6, bridge.index()).add(socket);
      }
    } catch (RuntimeException e) {
      bridge.delete();
      throw e;
    }
  }

  /** Whether those on a network reach one another. */
  static boolean isOpen(NetworkRecord network) {
    return network.option(OPTION + "enable_icc", true);
  }

  /** What the firewall is told about a network. */
  static BridgeRules rules(NetworkRecord network) {
    return new BridgeRules(
        device(network),
        !network.internal(),
        !network.internal() && network.option(OPTION + "enable_ip_masquerade", true),
        isOpen(network),
        network.addresses().stream().map(IpamConfig::subnet).toList());
  }

  /** What was said about the network holds for all on it. */
  private boolean isGuarded(NetworkRecord network, Endpoint endpoint) {
    var said = endpoint.request().driverOptions().getOrDefault(EndpointRequest.GUARD, "false");
    return network.option(
        EndpointRequest.GUARD,
        said.equals(EndpointRequest.IF_POSSIBLE)
            ? firewall.canGuard()
            : Boolean.parseBoolean(said));
  }

  /** What the firewall is told about an endpoint. */
  private EndpointRules rules(NetworkRecord network, Endpoint endpoint) {
    return new EndpointRules(
        hostDevice(endpoint.id()),
        device(network),
        MacAddress.parse(endpoint.mac()),
        endpoint.addresses(),
        endpoint.egress(),
        network.denies(),
        isGuarded(network, endpoint),
        Shaping.limit(endpoint.request().driverOptions()));
  }

  /** Both ends are made at once, each where it belongs. */
  @Override
  public Endpoint join(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    var hostDevice = hostDevice(endpoint.id());
    int mtu = mtu(network);
    var inside = new LinkOptions(MacAddress.parse(endpoint.mac()), mtu, null, false);
    var cable = new LinkKind.Veth(endpoint.device(), Optional.of(sandbox), inside);
    var outside = new LinkOptions(null, mtu, tag + " endpoint " + endpoint.id(), false);
    try (var socket = RouteSocket.open()) {
      var bridge = NetworkDevice.named(socket, device(network));
      var end = NetworkDevice.create(socket, hostDevice, cable, outside);
      try {
        new Shaper(tag).prepare(socket, end, Shaping.of(endpoint.request().driverOptions()));
        share(network, endpoint, socket);
        firewall.add(rules(network, endpoint));
        plug(end, bridge, network);
        return endpoint;
      } catch (RuntimeException e) {
        forget(network, endpoint);
        end.delete();
        throw e;
      }
    } catch (SysException e) {
      throw failed("connect the container to network " + network.name(), e);
    }
  }

  private Optional<Sharing> sharing(NetworkRecord network) {
    return Optional.ofNullable(network.options().get(Sharing.OPTION))
        .flatMap(Bandwidth::parse)
        .map(rate -> new Sharing(tag, device(network), network.id(), rate));
  }

  private void share(NetworkRecord network, Endpoint endpoint, RouteSocket socket) {
    sharing(network).ifPresent(sharing -> sharing.join(socket, endpoint.addresses()));
  }

  private static List<Prefix> prefixes(NetworkRecord network) {
    return network.addresses().stream()
        .map(IpamConfig::subnet)
        .map(subnet -> new Prefix(subnet.base(), subnet.prefix()))
        .toList();
  }

  private void plug(NetworkDevice end, NetworkDevice bridge, NetworkRecord network) {
    end.master(bridge);
    // A packet to its own published port is turned round on the bridge, if rules see it there.
    var port = new BridgePort(!isOpen(network), firewall.seesFrames(bridge.name(), true));
    if (port.isolated() || port.hairpin()) {
      end.port(port);
    }
    end.up();
  }

  @Override
  public void change(NetworkRecord network, Endpoint endpoint) {
    firewall.add(rules(network, endpoint));
    var shaping = Shaping.of(endpoint.request().driverOptions());
    try (var socket = RouteSocket.open()) {
      NetworkDevice.find(socket, hostDevice(endpoint.id()))
          .ifPresent(cable -> {
            new Shaper(tag).shape(socket, cable, shaping);
            share(network, endpoint, socket);
          });
    } catch (SysException e) {
      throw failed("set how fast the container is on network " + network.name(), e);
    }
  }

  /** Most endpoints have nothing of the kind, and cost nothing. */
  @Override
  public void forget(NetworkRecord network, Endpoint endpoint) {
    firewall.removeEndpoint(hostDevice(endpoint.id()));
    if (Shaping.of(endpoint.request().driverOptions()).out().isPresent()) {
      try (var socket = RouteSocket.open()) {
        new Shaper(tag).remove(socket, hostDevice(endpoint.id()));
      } catch (SysException e) {
        throw failed("take away what shaped the container on network " + network.name(), e);
      }
    }
  }

  @Override
  public void leave(NetworkRecord network, Endpoint endpoint) {
    forget(network, endpoint);
    try (var socket = RouteSocket.open()) {
      NetworkDevice.find(socket, hostDevice(endpoint.id())).ifPresent(BridgeDriver::delete);
    } catch (SysException e) {
      throw failed("disconnect the container from network " + network.name(), e);
    }
  }

  /** It goes by itself with the namespace of its other end. */
  private static void delete(NetworkDevice device) {
    try {
      device.delete();
    } catch (SysException e) {
      if (e.errno() != Errno.ENODEV) {
        throw e;
      }
    }
  }

  @Override
  public void lower(NetworkRecord network) {
    try (var socket = RouteSocket.open()) {
      firewall.remove(rules(network));
      NetworkDevice.find(socket, device(network))
          .filter(device -> alias(network).equals(device.status().alias()))
          .ifPresent(BridgeDriver::delete);
      Sharing.lower(socket, tag, network.id());
      forwarding.turnOff(device(network));
    } catch (SysException e) {
      throw failed("remove the bridge of network " + network.name(), e);
    }
  }

  @Override
  public void clean(Collection<NetworkRecord> known) {
    Set<String> aliases = known.stream().map(this::alias).collect(Collectors.toSet());
    try (var socket = RouteSocket.open()) {
      for (var device : NetworkDevice.all(socket)) {
        var alias = device.alias();
        if (alias.startsWith(tag + " network ") && !aliases.contains(alias)) {
          NetworkDevice.find(socket, device.name()).ifPresent(BridgeDriver::delete);
        }
      }
      new Shaper(tag).clean(socket);
      Sharing.clean(socket, tag, known.stream().map(NetworkRecord::id).collect(Collectors.toSet()));
    } catch (SysException e) {
      throw failed("remove bridges that nobody needs", e);
    }
  }

  private static NetworkException failed(String intent, SysException why) {
    return new NetworkException(Kind.FAILED, "cannot " + intent + ": " + why.getMessage(), "", why);
  }
}

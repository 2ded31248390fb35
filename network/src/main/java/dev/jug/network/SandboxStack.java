package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.net.InterfaceAddress;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.Route;
import dev.jug.linux.net.RouteSocket;
import dev.jug.linux.ns.NetworkNamespace;
import dev.jug.network.address.Subnet;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inside of a sandbox: addresses and routes in its network namespace. */
final class SandboxStack implements AutoCloseable {
  private static final Path IPV6 = Path.of("/proc/sys/net/ipv6/conf");
  private static final String ON = "0";
  private static final String OFF = "1";

  private final Fd namespace;
  private final RouteSocket socket;

  /** Of a namespace that is in use. */
  SandboxStack(Fd namespace) {
    this(namespace, RouteSocket.in(namespace));
  }

  /** Of a new one. */
  SandboxStack(BlankStack blank) {
    this(blank.namespace(), blank.socket());
  }

  private SandboxStack(Fd namespace, RouteSocket socket) {
    this.namespace = namespace;
    this.socket = socket;
  }

  /** The namespace it is the inside of; not the caller's to close. */
  Fd namespace() {
    return namespace;
  }

  /** Gives an endpoint's device its addresses and brings it up. */
  void configure(Endpoint endpoint) {
    if (endpoint.ipv6() != null) {
      NetworkNamespace.call(namespace, () -> setIpv6(endpoint.device(), ON));
    }
    try {
      var device = NetworkDevice.named(socket, endpoint.device());
      socket.together(() -> {
        add(device, endpoint.ipv4(), endpoint.ipv4Subnet());
        add(device, endpoint.ipv6(), endpoint.ipv6Subnet());
        device.up();
      });
    } catch (SysException e) {
      throw failed("give " + endpoint.device() + " its addresses", e);
    }
  }

  private static void add(
      NetworkDevice device, @Nullable InetAddress address, @Nullable Subnet subnet) {
    if (address != null && subnet != null) {
      device.add(InterfaceAddress.of(address, subnet.prefix()));
    }
  }

  /**
   * Makes this endpoint the way to everything that is not on a network of the sandbox's.
   *
   * @param chosen null for no way at all
   * @param devices those that may have been it before
   */
  void leadOutside(@Nullable Endpoint chosen, List<Endpoint> devices) {
    try {
      removeDefaults(devices);
      if (chosen != null) {
        var device = NetworkDevice.named(socket, chosen.device());
        if (chosen.ipv4() != null && chosen.gateway() != null) {
          Route.byDefault(chosen.gateway(), device.index()).add(socket);
        }
        if (chosen.ipv6() != null && chosen.gateway6() != null) {
          Route.byDefault(chosen.gateway6(), device.index()).add(socket);
        }
      }
    } catch (SysException e) {
      throw failed("set the default route", e);
    }
  }

  private void removeDefaults(List<Endpoint> devices) {
    if (devices.isEmpty()) {
      return;
    }
    for (var route : Route.all(socket)) {
      if (route.destination().length() == 0 && route.gateway().isPresent()) {
        route.remove(socket);
      }
    }
  }

  /** Takes a device away; it may be gone. */
  void remove(String device) {
    Optional<NetworkDevice> found = NetworkDevice.find(socket, device);
    found.ifPresent(NetworkDevice::delete);
  }

  /**
   * Devices have no IPv6 until they have an address of it, in the namespace that this thread is in.
   *
   * @param device {@code default} for those that are to come
   */
  static void withoutIpv6(String device) {
    setIpv6(device, OFF);
  }

  /** What the kernel calls it is whether it is off (ip-sysctl, {@code disable_ipv6}). */
  private static boolean setIpv6(String device, String value) {
    try {
      var file = IPV6.resolve(device).resolve("disable_ipv6");
      if (Files.exists(file)) {
        Files.writeString(file, value);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NetworkException failed(String intent, SysException why) {
    return new NetworkException(Kind.FAILED, "cannot " + intent + ": " + why.getMessage(), "", why);
  }

  @Override
  public void close() {
    socket.close();
  }
}

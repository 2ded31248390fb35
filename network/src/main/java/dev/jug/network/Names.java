package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.network.dns.Resolver;
import dev.jug.network.dns.Upstreams;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resolver of one sandbox, which has one as soon as it is on a network with names. Thread-safe.
 */
final class Names implements AutoCloseable {
  /** Docker's. */
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.11");

  private static final int PORT = 53;

  private final Networks networks;
  private final Sandbox sandbox;
  private final List<InetSocketAddress> servers;
  private @Nullable Resolver resolver;

  Names(Networks networks, Sandbox sandbox, List<InetAddress> nameservers) {
    this.networks = networks;
    this.sandbox = sandbox;
    this.servers =
        nameservers.stream().map(address -> new InetSocketAddress(address, PORT)).toList();
  }

  synchronized boolean isServing() {
    return resolver != null;
  }

  /**
   * Serves if there is anything to serve.
   *
   * @param inside the sandbox's namespace
   */
  synchronized void serve(Fd inside) {
    if (resolver == null && networks.needsResolver(sandbox)) {
      var opened = open(inside);
      try {
        networks.firewall().redirect(inside, ADDRESS, opened.udpPort(), opened.tcpPort());
        resolver = opened;
      } catch (IOException | SysException | NetworkException e) {
        opened.close();
        throw failed(e);
      }
    }
  }

  private Resolver open(Fd inside) {
    try {
      return Resolver.open(
          inside,
          new InetSocketAddress(ADDRESS, 0),
          new SandboxZone(networks, sandbox),
          upstreams(),
          networks.forwarder(),
          new EgressNames(sandbox, networks.firewall()));
    } catch (IOException | SysException e) {
      throw failed(e);
    }
  }

  /** A sandbox that reaches nothing outside asks nobody outside either. */
  private Upstreams upstreams() {
    return () -> {
      if (sandbox.gatewayEndpoint().isEmpty()) {
        return List.of();
      }
      return servers.isEmpty() ? networks.hostUpstreams().servers() : servers;
    };
  }

  private static NetworkException failed(Exception why) {
    return new NetworkException(
        Kind.FAILED, "cannot serve names in the container: " + why.getMessage(), "", why);
  }

  @Override
  public synchronized void close() {
    if (resolver != null) {
      resolver.close();
      resolver = null;
    }
  }
}

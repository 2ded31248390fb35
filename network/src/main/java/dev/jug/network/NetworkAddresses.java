package dev.jug.network;

import dev.jug.network.address.AddressPool;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of a network, and which of them are taken. Thread-safe. */
final class NetworkAddresses {
  private final NetworkRecord network;
  private final List<AddressPool> pools;

  NetworkAddresses(NetworkRecord network) {
    this.network = network;
    this.pools = network.addresses().stream().map(NetworkAddresses::pool).toList();
  }

  private static AddressPool pool(IpamConfig config) {
    var reserved = new ArrayList<>(config.reserved().values());
    if (config.gateway() != null) {
      reserved.add(config.gateway());
    }
    var range = config.range() == null ? config.subnet() : config.range();
    return new AddressPool(config.subnet(), range, reserved);
  }

  /**
   * Takes an address for an endpoint.
   *
   * @param wanted null for any
   * @param taken gets it too
   * @return null if the network has none of this family
   */
  @Nullable InetAddress take(boolean ipv4, @Nullable InetAddress wanted, List<InetAddress> taken) {
    var pool = pool(ipv4);
    if (pool.isEmpty()) {
      if (wanted == null) {
        return null;
      }
      throw without(ipv4, wanted);
    }
    if (wanted == null) {
      taken.add(pool.get().take().orElseThrow(() -> exhausted(pool.get())));
    } else {
      pool.get().take(wanted);
      taken.add(wanted);
    }
    return taken.getLast();
  }

  private NetworkException without(boolean ipv4, InetAddress wanted) {
    return new NetworkException(
        Kind.INVALID,
        "invalid address "
            + Addresses.text(wanted)
            + ": network "
            + network.name()
            + " has no "
            + (ipv4 ? "IPv4" : "IPv6")
            + " subnet",
        "");
  }

  private NetworkException exhausted(AddressPool pool) {
    return new NetworkException(
        Kind.UNAVAILABLE,
        "no available "
            + (pool.subnet().isIpv4() ? "IPv4" : "IPv6")
            + " addresses on this network's address pools: "
            + network.name()
            + " ("
            + network.id()
            + ")",
        "All of " + pool.subnet() + " are in use: remove containers, or make a larger network.");
  }

  /** Takes an address that a container has already. */
  void takeOrIgnore(InetAddress address) {
    try {
      pool(address).ifPresent(pool -> pool.take(address));
    } catch (NetworkException _) {
      // Whoever runs with it goes on; nobody else gets it.
    }
  }

  void free(InetAddress address) {
    pool(address).ifPresent(pool -> pool.free(address));
  }

  /** The subnet that an address of the network is of. */
  Subnet subnetOf(InetAddress address) {
    return pool(address).orElseThrow().subnet();
  }

  private Optional<AddressPool> pool(boolean ipv4) {
    return pools.stream().filter(pool -> pool.subnet().isIpv4() == ipv4).findFirst();
  }

  private Optional<AddressPool> pool(InetAddress address) {
    return pools.stream().filter(pool -> pool.subnet().contains(address)).findFirst();
  }
}

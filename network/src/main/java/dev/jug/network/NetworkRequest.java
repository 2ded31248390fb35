package dev.jug.network;

import dev.jug.network.address.Subnet;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A network to make.
 *
 * @param name its name
 * @param driver such as {@code bridge}
 * @param ipv4 whether endpoints get an IPv4 address
 * @param ipv6 whether endpoints get an IPv6 address
 * @param internal whether nothing but its own endpoints can be reached from it
 * @param attachable only kept
 * @param subnets what was said about addresses, at most one of each family
 * @param options of the driver, in Docker's names
 * @param labels free-form metadata
 */
public record NetworkRequest(
    String name,
    String driver,
    boolean ipv4,
    boolean ipv6,
    boolean internal,
    boolean attachable,
    List<Wish> subnets,
    Map<String, String> options,
    Map<String, String> labels) {
  /**
   * Addresses that somebody wants.
   *
   * @param subnet null for any
   * @param range null for all of the subnet
   * @param gateway null for the first of the range
   * @param reserved addresses that nobody gets
   */
  public record Wish(
      @Nullable Subnet subnet,
      @Nullable Subnet range,
      @Nullable InetAddress gateway,
      Map<String, InetAddress> reserved) {
    public Wish {
      reserved = Map.copyOf(reserved);
    }
  }

  public NetworkRequest {
    subnets = List.copyOf(subnets);
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
  }

  /** A bridge with IPv4 addresses of the engine's choice. */
  public static NetworkRequest bridge(String name) {
    return plain(name, "bridge");
  }

  /** Of this kind, and everything else as it comes. */
  static NetworkRequest plain(String name, String driver) {
    return new NetworkRequest(
        name, driver, true, false, false, false, List.of(), Map.of(), Map.of());
  }

  /** Whether a network is as this asks for; what is not asked for may be anything. */
  public boolean isMet(NetworkRecord network) {
    return network.ipv4() == ipv4
        && network.ipv6() == ipv6
        && network.options().equals(options)
        && subnets.stream().allMatch(wish -> isMet(wish, network));
  }

  private static boolean isMet(Wish wish, NetworkRecord network) {
    return network.addresses().stream()
        .anyMatch(config ->
            (wish.subnet() == null || wish.subnet().equals(config.subnet()))
                && (wish.gateway() == null || wish.gateway().equals(config.gateway()))
                && Objects.equals(wish.range(), config.range()));
  }
}

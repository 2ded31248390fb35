package dev.jug.network.address;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;

/**
 * Finds subnets for those who do not ask for certain ones.
 *
 * @param pools where from, tried in this order
 */
public record SubnetChooser(List<Pool> pools) {
  /** More subnets than anybody has; it ends the search in a pool of 2^64. */
  private static final int MOST_TRIES = 1 << 16;

  /** Docker's, of which the last has small ones; and a private one for IPv6 (RFC 4193). */
  public static final SubnetChooser DEFAULT =
      new SubnetChooser(
          List.of(
              new Pool(Subnet.parse("172.17.0.0/16"), 16),
              new Pool(Subnet.parse("172.18.0.0/15"), 16),
              new Pool(Subnet.parse("172.20.0.0/14"), 16),
              new Pool(Subnet.parse("172.24.0.0/14"), 16),
              new Pool(Subnet.parse("172.28.0.0/14"), 16),
              new Pool(Subnet.parse("192.168.0.0/16"), 20),
              new Pool(Subnet.parse("fd6a:7567::/32"), 64)));

  /**
   * Subnets of one size.
   *
   * @param from what they are parts of
   * @param prefix their size, at least that of {@code from}
   */
  public record Pool(Subnet from, int prefix) {
    public Pool {
      if (prefix < from.prefix()) {
        throw new NetworkException(
            Kind.INVALID,
            "invalid address pool " + from + ": it has no subnets of size /" + prefix,
            "The size of its subnets must be " + from.prefix() + " or more.");
      }
    }
  }

  public SubnetChooser {
    pools = List.copyOf(pools);
  }

  /**
   * A subnet that overlaps with none of these.
   *
   * @throws NetworkException if there is none
   */
  public Subnet choose(boolean ipv4, Collection<Subnet> avoided) {
    for (var pool : pools) {
      if (pool.from.isIpv4() == ipv4) {
        var step = BigInteger.ONE.shiftLeft((ipv4 ? 32 : 128) - pool.prefix);
        var count = BigInteger.ONE.shiftLeft(Math.min(16, pool.prefix - pool.from.prefix()));
        for (int i = 0; i < Math.min(count.intValue(), MOST_TRIES); i++) {
          var base = pool.from.address(step.multiply(BigInteger.valueOf(i)));
          var candidate = new Subnet(base, pool.prefix);
          if (avoided.stream().noneMatch(candidate::overlaps)) {
            return candidate;
          }
        }
      }
    }
    throw new NetworkException(
        Kind.UNAVAILABLE,
        "all predefined address pools have been fully subnetted",
        "Name one with --subnet, remove networks, or add to default-address-pools.");
  }
}

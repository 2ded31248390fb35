package dev.jug.network.address;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses of one subnet, and which are taken. One that was given back is not given out again
 * before all others were, so that neighbours have forgotten who had it. Thread-safe.
 */
public final class AddressPool {
  private final Subnet subnet;
  private final Subnet range;
  private final Set<InetAddress> taken = new HashSet<>();
  private BigInteger next;

  /**
   * A pool in which nothing is taken but what nobody may have: the first and the last address.
   *
   * @param range the part of the subnet that is given out to who does not ask for a certain one
   * @param reserved addresses that nobody gets, the gateway's first of all
   */
  public AddressPool(Subnet subnet, Subnet range, Collection<InetAddress> reserved) {
    this.subnet = subnet;
    this.range = range;
    this.next = BigInteger.ZERO;
    taken.addAll(reserved);
    if (subnet.size().compareTo(BigInteger.TWO) > 0) {
      taken.add(subnet.base());
      if (subnet.isIpv4()) {
        taken.add(subnet.last());
      }
    }
  }

  /** The subnet. */
  public Subnet subnet() {
    return subnet;
  }

  /** Takes a free address; empty if none is left. */
  public synchronized Optional<InetAddress> take() {
    var size = range.size();
    var tries = size.min(BigInteger.valueOf(taken.size() + 1L));
    for (var i = BigInteger.ZERO; i.compareTo(tries) < 0; i = i.add(BigInteger.ONE)) {
      var address = range.address(next);
      next = next.add(BigInteger.ONE).mod(size);
      if (taken.add(address)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /**
   * Takes a certain address.
   *
   * @throws NetworkException if it is taken, or not in the subnet
   */
  public synchronized void take(InetAddress address) {
    if (!subnet.contains(address)) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid address: no configured subnet contains IP address " + Addresses.text(address),
          "The subnet is " + subnet + ".");
    }
    if (!taken.add(address)) {
      throw new NetworkException(
          Kind.CONFLICT,
          "Address already in use: " + Addresses.text(address),
          "Leave the choice to the engine, or choose another address of " + subnet + ".");
    }
  }

  /** Gives an address back. */
  public synchronized void free(InetAddress address) {
    taken.remove(address);
  }
}

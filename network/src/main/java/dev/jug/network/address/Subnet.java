package dev.jug.network.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.linux.net.Prefix;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of addresses with a common beginning, as in {@code 172.20.0.0/16}.
 *
 * @param base its first address; all bits after the prefix are zero
 * @param prefix bits that its addresses have in common, 0 … 32 or 0 … 128
 */
public record Subnet(InetAddress base, int prefix) {
  public Subnet {
    requireLength(base, prefix);
  }

  private static void requireLength(InetAddress address, int prefix) {
    int bits = address.getAddress().length * Byte.SIZE;
    if (prefix < 0 || prefix > bits) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid CIDR address: " + Addresses.text(address) + "/" + prefix,
          "A prefix has 0 to " + bits + " bits.");
    }
  }

  /**
   * Reads a subnet.
   *
   * @throws NetworkException if it is none, or names an address in the middle of one
   */
  @JsonCreator
  public static Subnet parse(String text) {
    var read = around(text);
    var written = Addresses.parse(text.substring(0, text.indexOf('/')), "CIDR address");
    if (!read.base.equals(written)) {
      throw new NetworkException(
          Kind.INVALID, "invalid subnet " + text + ": it should be " + read, "");
    }
    return read;
  }

  /** Reads the subnet that an address with a prefix is in, as in {@code 172.20.0.1/16}. */
  public static Subnet around(String text) {
    try {
      var prefix = Prefix.parse(text);
      return of(prefix.address(), prefix.length());
    } catch (IllegalArgumentException _) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid CIDR address: " + text,
          "Write an address and the length of its prefix: 172.20.0.0/16.");
    }
  }

  /** The subnet of this size that an address is in. */
  public static Subnet of(InetAddress address, int prefix) {
    requireLength(address, prefix);
    return new Subnet(new Prefix(address, prefix).first(), prefix);
  }

  /** Whether its addresses are IPv4. */
  public boolean isIpv4() {
    return Addresses.isIpv4(base);
  }

  /** Whether an address is in it. */
  public boolean contains(InetAddress address) {
    return asPrefix().contains(address);
  }

  /** Whether all of another subnet is in it. */
  public boolean contains(Subnet other) {
    return other.prefix >= prefix && contains(other.base);
  }

  /** Whether they have an address in common. */
  public boolean overlaps(Subnet other) {
    return isIpv4() == other.isIpv4() && asPrefix().overlaps(other.asPrefix());
  }

  private Prefix asPrefix() {
    return new Prefix(base, prefix);
  }

  /** How many addresses it has. */
  BigInteger size() {
    return BigInteger.ONE.shiftLeft(base.getAddress().length * Byte.SIZE - prefix);
  }

  /** Its address with this number, counted from {@link #base}. */
  public InetAddress address(BigInteger number) {
    var value = new BigInteger(1, base.getAddress()).add(number).toByteArray();
    var bytes = new byte[base.getAddress().length];
    int used = Math.min(value.length, bytes.length);
    System.arraycopy(value, value.length - used, bytes, bytes.length - used, used);
    return Addresses.of(bytes);
  }

  /** The number of an address in it. */
  BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress()).subtract(new BigInteger(1, base.getAddress()));
  }

  /** The last address: the broadcast address, in IPv4. */
  public InetAddress last() {
    return asPrefix().last();
  }

  @JsonValue
  @Override
  public String toString() {
    return Addresses.text(base) + "/" + prefix;
  }
}

package dev.jug.engine.settings;

import java.net.InetAddress;

/**
 * An address with the length of its network's prefix, such as {@code 172.20.0.1/16} (RFC 4632).
 *
 * @param address any of the network
 * @param prefix bits that all addresses of the network share
 */
public record Cidr(InetAddress address, int prefix) {
  public Cidr {
    if (prefix < 0 || prefix > bits(address)) {
      throw new IllegalArgumentException(
          "a prefix has 0 to " + bits(address) + " bits, not " + prefix);
    }
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  /**
   * Reads {@code ADDRESS/BITS}.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("the length of the prefix is missing, such as /16");
    }
    return new Cidr(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether an address lies in this network. */
  public boolean contains(InetAddress other) {
    var own = address.getAddress();
    var its = other.getAddress();
    if (own.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((own[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}

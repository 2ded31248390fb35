package dev.jug.linux.net;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A range of addresses that begin with the same bits.
 *
 * @param address one of them
 * @param length how many bits: 0 to 32, or 128
 */
public record Prefix(InetAddress address, int length) {
  /** All addresses of IPv4. */
  public static final Prefix ALL_V4 = new Prefix(Family.address(new byte[4]), 0);

  /** All addresses of IPv6. */
  public static final Prefix ALL_V6 = new Prefix(Family.address(new byte[16]), 0);

  /** Refuses lengths that cannot be. */
  public Prefix {
    int most = address.getAddress().length * Byte.SIZE;
    if (length < 0 || length > most) {
      throw new IllegalArgumentException("a prefix has 0 to " + most + " bits, not " + length);
    }
  }

  /**
   * Reads {@code ADDRESS/LENGTH}, where the address is any of them (RFC 4632).
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("the length of the prefix is missing, such as /16");
    }
    return new Prefix(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether these are addresses of IPv4. */
  public boolean isV4() {
    return address instanceof Inet4Address;
  }

  /** One bits where the addresses are the same. */
  public byte[] mask() {
    var bytes = new byte[address.getAddress().length];
    for (int i = 0; i < length; i++) {
      bytes[i / Byte.SIZE] |= (byte) (0x80 >> i % Byte.SIZE);
    }
    return bytes;
  }

  /** The first of them, which names the network. */
  public InetAddress first() {
    return filled(0);
  }

  /** The last of them, which means all in IPv4. */
  public InetAddress last() {
    return filled(1);
  }

  private InetAddress filled(int bit) {
    var bytes = address.getAddress();
    for (int i = length; i < bytes.length * Byte.SIZE; i++) {
      int mask = 0x80 >> i % Byte.SIZE;
      bytes[i / Byte.SIZE] =
          (byte) (bit == 0 ? bytes[i / Byte.SIZE] & ~mask : bytes[i / Byte.SIZE] | mask);
    }
    return Family.address(bytes);
  }

  /** Whether an address is one of them. */
  public boolean contains(InetAddress other) {
    return other.getClass() == address.getClass()
        && new Prefix(other, length).first().equals(first());
  }

  /** Whether some addresses are in both. */
  public boolean overlaps(Prefix other) {
    return length <= other.length ? contains(other.address) : other.contains(address);
  }

  /** Such as {@code 172.17.0.0/16}. */
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}

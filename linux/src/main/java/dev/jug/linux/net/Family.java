package dev.jug.linux.net;

import dev.jug.linux.netlink.NetlinkMessage;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address families AF_INET and AF_INET6 by their numbers. */
final class Family {
  static final int BRIDGE = 7;

  private static final int V4 = 2;
  private static final int V6 = 10;

  private Family() {}

  static int of(InetAddress address) {
    return address instanceof Inet4Address ? V4 : V6;
  }

  static boolean isKnown(int family) {
    return family == V4 || family == V6;
  }

  static int bytes(int family) {
    return family == V4 ? 4 : 16;
  }

  static InetAddress address(byte[] bytes) {
    return address(bytes.length == bytes(V4) ? V4 : V6, bytes);
  }

  static InetAddress address(int family, byte[] bytes) {
    if (bytes.length != bytes(family)) {
      throw NetlinkMessage.malformed("an address of " + bytes.length + " bytes");
    }
    try {
      // Not InetAddress: that makes IPv4 addresses of those that IPv6 has for them.
      return family == V4
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are always an address", e);
    }
  }

  /**
   * A prefix as the kernel describes it.
   *
   * @param bytes none for a length of 0
   */
  static Prefix prefix(int family, byte[] bytes, byte length) {
    int bits = Byte.toUnsignedInt(length);
    if (bits > bytes(family) * Byte.SIZE) {
      throw NetlinkMessage.malformed("a prefix of " + bits + " bits");
    }
    return new Prefix(address(family, bytes.length == 0 ? new byte[bytes(family)] : bytes), bits);
  }
}

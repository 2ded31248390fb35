package dev.jug.network.address;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Literal addresses; nothing here asks a name server. */
public final class Addresses {
  private Addresses() {}

  /**
   * Reads an IPv4 or IPv6 address as people write it.
   *
   * @param what names the option at fault
   * @throws NetworkException if it is none; a name is none
   */
  public static InetAddress parse(String text, String what) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new NetworkException(
          Kind.INVALID, "invalid " + what + ": " + text + " is not an IP address", "");
    }
  }

  /** An address out of its 4 or 16 bytes. */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** An address as people write it; that of IPv6 is as short as can be (RFC 5952). */
  public static String text(InetAddress address) {
    return isIpv4(address) ? address.getHostAddress() : Ipv6Text.of(address);
  }

  /** Whether it is an IPv4 address. */
  public static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }
}

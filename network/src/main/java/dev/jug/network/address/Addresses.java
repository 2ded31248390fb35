package dev.jug.network.address;

import dev.jug.network.NetworkException;
import dev.jug.network.NetworkException.Kind;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;

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

  /** Whether it is an IPv4 address. */
  public static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  /** As people write it: the longest run of zeros in an IPv6 address is left out (RFC 5952). */
  public static String text(InetAddress address) {
    var bytes = address.getAddress();
    if (isIpv4(address)) {
      return address.getHostAddress();
    }
    var groups = new int[bytes.length / 2];
    for (int i = 0; i < groups.length; i++) {
      groups[i] =
          Byte.toUnsignedInt(bytes[2 * i]) << Byte.SIZE | Byte.toUnsignedInt(bytes[2 * i + 1]);
    }
    int start = longestRun(groups);
    if (start < 0) {
      return hex(groups, 0, groups.length);
    }
    int end = endOfRun(groups, start);
    return hex(groups, 0, start) + "::" + hex(groups, end, groups.length);
  }

  /** Where the longest run of two or more zeros begins, the first of several; -1 if none does. */
  private static int longestRun(int[] groups) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < groups.length; i = Math.max(i + 1, endOfRun(groups, i))) {
      if (endOfRun(groups, i) - i > length) {
        best = i;
        length = endOfRun(groups, i) - i;
      }
    }
    return best;
  }

  private static int endOfRun(int[] groups, int start) {
    int end = start;
    while (end < groups.length && groups[end] == 0) {
      end++;
    }
    return end;
  }

  private static String hex(int[] groups, int from, int to) {
    return Arrays.stream(groups, from, to)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining(":"));
  }
}

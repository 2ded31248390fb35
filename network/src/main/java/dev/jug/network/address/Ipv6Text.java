package dev.jug.network.address;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** IPv6 addresses in the form that RFC 5952 recommends, as all programs but the JDK show them. */
final class Ipv6Text {
  private static final int GROUPS = 8;

  private Ipv6Text() {}

  static String of(InetAddress address) {
    var bytes = ByteBuffer.wrap(address.getAddress()).asShortBuffer();
    int[] groups = IntStream.range(0, GROUPS).map(i -> Short.toUnsignedInt(bytes.get(i))).toArray();
    var zone = address.getHostAddress();
    int percent = zone.indexOf('%');
    return text(groups) + (percent < 0 ? "" : zone.substring(percent));
  }

  /** The longest row of zeros, the first of several, is left out; one zero alone is not. */
  private static String text(int[] groups) {
    int start = 0;
    int longest = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = zeros(groups, i);
      if (zeros > longest) {
        start = i;
        longest = zeros;
      }
    }
    return longest == 1
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, start) + "::" + joined(groups, start + longest, GROUPS);
  }

  private static int zeros(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String joined(int[] groups, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Integer.toHexString(groups[i]))
        .collect(Collectors.joining(":"));
  }
}

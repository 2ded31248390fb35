package dev.jug.network;

import dev.jug.linux.net.MacAddress;
import java.net.InetAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Hardware addresses for endpoints that did not ask for one. */
final class MacAddresses {
  /** Locally administered, and known to people from Docker. */
  private static final byte[] PREFIX = {0x02, 0x42};

  private static final int BYTES = 6;

  private MacAddresses() {}

  /** One that follows from the IPv4 address, so that neighbours' tables stay right; or any. */
  static MacAddress choose(@Nullable InetAddress ipv4, RandomGenerator random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    System.arraycopy(PREFIX, 0, bytes, 0, PREFIX.length);
    if (ipv4 != null) {
      System.arraycopy(ipv4.getAddress(), 0, bytes, PREFIX.length, BYTES - PREFIX.length);
    }
    return MacAddress.of(bytes);
  }
}

package dev.jug.network;

import dev.jug.linux.net.MacAddress;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Hardware addresses for endpoints that did not ask for one, and for bridges. */
final class MacAddresses {
  /** Locally administered, and known to people from Docker. */
  private static final byte[] PREFIX = {0x02, 0x42};

  /** Locally administered, and none that an endpoint gets. */
  private static final byte[] OF_BRIDGES = {0x02, 0x6a};

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

  /**
   * The one of a network's bridge, always the same. A bridge that was not given one has the lowest
   * of those that are plugged in, so that with each of them that comes or goes the others may look
   * for their gateway where it no longer is.
   */
  static MacAddress ofBridge(NetworkRecord network) {
    var bytes = Arrays.copyOf(OF_BRIDGES, BYTES);
    var id = HexFormat.of().parseHex(network.id(), 0, 2 * (BYTES - OF_BRIDGES.length));
    System.arraycopy(id, 0, bytes, OF_BRIDGES.length, id.length);
    return MacAddress.of(bytes);
  }
}

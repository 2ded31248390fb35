package dev.jug.linux.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which hardware address has an address, found out by asking (ip-neighbour(8); RFC 826, RFC 4861).
 *
 * @param device index of the device behind which it is
 */
public record FoundNeighbour(int device, InetAddress address, MacAddress mac, State state) {
  /** How sure that is (linux/neighbour.h, NUD_…). */
  public enum State {
    /** It has been asked. */
    INCOMPLETE(0x01),
    /** It has answered not long ago. */
    REACHABLE(0x02),
    /** It has answered once. */
    STALE(0x04),
    /** The same; it is asked soon if nothing is heard of it. */
    DELAY(0x08),
    /** It is being asked again. */
    PROBE(0x10),
    /** It has not answered. */
    FAILED(0x20),
    /** Nobody is asked. */
    CERTAIN(0);

    private final int bit;

    State(int bit) {
      this.bit = bit;
    }

    private static State of(int bits) {
      return Arrays.stream(values())
          .filter(state -> (bits & state.bit) != 0)
          .findFirst()
          .orElse(CERTAIN);
    }
  }

  /** Those of all devices whose hardware address is known; see {@link Neighbour} for the others. */
  public static List<FoundNeighbour> all(RouteSocket socket) {
    return NeighbourEncoding.all(socket, 0).stream()
        .map(FoundNeighbour::of)
        .filter(neighbour -> neighbour.state != State.CERTAIN)
        .toList();
  }

  private static FoundNeighbour of(NeighbourEncoding read) {
    var address = Family.address(read.family(), read.bytes(NeighbourEncoding.DESTINATION));
    return new FoundNeighbour(read.device(), address, read.mac(), State.of(read.state()));
  }
}

package dev.jug.network.port;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports that packets may go to.
 *
 * @param protocol of the packets
 * @param first the lowest
 * @param last the highest
 */
public record PortRange(Protocol protocol, int first, int last) {
  private static final int MOST = 65_535;

  /**
   * Reads {@code 443}, {@code 8000-8010/tcp}, {@code 53/udp}, or several of them between commas.
   * Without a protocol it is TCP and UDP.
   *
   * @throws NetworkException if it is no port
   */
  public static List<PortRange> parse(String text) {
    var ranges = new ArrayList<PortRange>();
    for (var part : text.split(",", -1)) {
      int slash = part.indexOf('/');
      var numbers = slash < 0 ? part : part.substring(0, slash);
      if (slash < 0) {
        ranges.add(of(Protocol.TCP, numbers));
        ranges.add(of(Protocol.UDP, numbers));
      } else {
        ranges.add(of(Protocol.parse(part.substring(slash + 1)), numbers));
      }
    }
    return ranges;
  }

  private static PortRange of(Protocol protocol, String text) {
    int dash = text.indexOf('-');
    try {
      int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
      if (first > 0 && last >= first && last <= MOST) {
        return new PortRange(protocol, first, last);
      }
    } catch (NumberFormatException _) {
      // Said below, with all other mistakes.
    }
    throw new NetworkException(
        Kind.INVALID,
        "invalid port: '" + text + "'",
        "Examples: 443, 8000-8010, 53/udp, 80,443/tcp.");
  }

  /** Whether a packet may go to this port. */
  public boolean contains(Protocol of, int port) {
    return of == protocol && port >= first && port <= last;
  }

  /** As people write it. */
  @Override
  public String toString() {
    return (first == last ? Integer.toString(first) : first + "-" + last) + "/" + protocol.word();
  }
}

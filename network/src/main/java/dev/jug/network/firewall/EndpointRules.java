package dev.jug.network.firewall;

import dev.jug.linux.net.MacAddress;
import dev.jug.network.egress.Egress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * What holds for the packets of one endpoint.
 *
 * @param device the host's end of its cable
 * @param bridge that the cable leads to
 * @param mac of the other end
 * @param addresses of the other end
 * @param egress what it may reach; empty for everything
 * @param closed whether its neighbours reach it only where a policy says so
 * @param guarded whether it is kept from sending under other addresses than its own
 * @param limit how many packets it may send in a second; 0 for as many as it can
 */
public record EndpointRules(
    String device,
    String bridge,
    MacAddress mac,
    List<InetAddress> addresses,
    Optional<Egress> egress,
    boolean closed,
    boolean guarded,
    int limit) {
  public EndpointRules {
    addresses = List.copyOf(addresses);
  }

  /**
   * Whether what it and its neighbours say to each other passes through the host: a bridge knows no
   * connections, so it cannot tell an answer from a question.
   */
  public boolean isRouted() {
    return egress.isPresent() || closed;
  }

  /** Whether it may send only so many packets in a second. */
  public boolean isLimited() {
    return limit > 0;
  }

  /** Whether frames are looked at because of it. */
  public boolean concernsFrames() {
    return isGuarded() || isLimited();
  }

  /** What the kernel makes of the hardware address (RFC 4291, appendix A). */
  InetAddress linkLocal() {
    var bytes = mac.bytes();
    var address = new byte[] {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    System.arraycopy(bytes, 0, address, 8, 3);
    System.arraycopy(bytes, 3, address, 13, 3);
    address[8] ^= 2;
    address[11] = (byte) 0xff;
    address[12] = (byte) 0xfe;
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rules that look at addresses need to know that they are true. */
  public boolean isGuarded() {
    return guarded || isRouted();
  }
}

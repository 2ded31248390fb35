package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.REPLACE;

import dev.jug.linux.netlink.Attributes;
import java.net.InetAddress;
import java.util.List;

/**
 * Which hardware address has an address, for good: nobody is asked (rtnetlink(7), RTM_NEWNEIGH,
 * NUD_PERMANENT).
 *
 * @param device index of the device behind which it is
 */
public record Neighbour(int device, InetAddress address, MacAddress mac) {
  /** Adds it, or puts it in the place of the one for this address. */
  public void add(RouteSocket socket) {
    socket.change(encoding().addition(CREATE | REPLACE, toString()));
  }

  /**
   * Takes it away.
   *
   * @throws dev.jug.linux.SysException with ENOENT if there is none
   */
  public void remove(RouteSocket socket) {
    socket.change(encoding().removal(toString()));
  }

  private NeighbourEncoding encoding() {
    var attributes =
        Attributes.inHostOrder()
            .put(NeighbourEncoding.DESTINATION, address.getAddress())
            .put(NeighbourEncoding.MAC, mac.bytes());
    return new NeighbourEncoding(Family.of(address), device, 0, attributes);
  }

  /** Those of all devices that are there for good. */
  public static List<Neighbour> all(RouteSocket socket) {
    return read(NeighbourEncoding.all(socket, 0));
  }

  static List<Neighbour> read(List<NeighbourEncoding> entries) {
    return entries.stream().filter(NeighbourEncoding::isPermanent).map(Neighbour::of).toList();
  }

  private static Neighbour of(NeighbourEncoding read) {
    var address = Family.address(read.family(), read.bytes(NeighbourEncoding.DESTINATION));
    return new Neighbour(read.device(), address, read.mac());
  }

  /** As {@code ip neighbour} shows it, with the device's index. */
  @Override
  public String toString() {
    return address.getHostAddress() + " dev " + device + " lladdr " + mac;
  }
}

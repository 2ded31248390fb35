package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.APPEND;
import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.REPLACE;

import dev.jug.linux.netlink.Attributes;
import java.net.InetAddress;
import java.util.List;

/**
 * To which host a VXLAN device sends what is for a hardware address (bridge(8), fdb).
 *
 * @param device index of the VXLAN device
 * @param mac all zero for what no other entry is for; there may be several of those
 */
public record ForwardingEntry(int device, MacAddress mac, InetAddress host) {
  private static final int SELF = 2;

  /** Adds it; in the place of another for the same address, unless there may be several. */
  public void add(RouteSocket socket) {
    var several = !mac.isUnicast() || mac.equals(MacAddress.of(new byte[MacAddress.BYTES]));
    socket.change(encoding().addition(CREATE | (several ? APPEND : REPLACE), toString()));
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
            .put(NeighbourEncoding.DESTINATION, host.getAddress())
            .put(NeighbourEncoding.MAC, mac.bytes());
    return new NeighbourEncoding(Family.BRIDGE, device, SELF, attributes);
  }

  /** Those of all VXLAN devices. */
  public static List<ForwardingEntry> all(RouteSocket socket) {
    return read(NeighbourEncoding.all(socket, Family.BRIDGE));
  }

  static List<ForwardingEntry> read(List<NeighbourEncoding> entries) {
    return entries.stream()
        .filter(entry -> entry.bytes(NeighbourEncoding.DESTINATION).length > 0)
        .map(ForwardingEntry::of)
        .toList();
  }

  private static ForwardingEntry of(NeighbourEncoding read) {
    var host = Family.address(read.bytes(NeighbourEncoding.DESTINATION));
    return new ForwardingEntry(read.device(), read.mac(), host);
  }

  /** As {@code bridge fdb} shows it, with the device's index. */
  @Override
  public String toString() {
    return mac + " dev " + device + " dst " + host.getHostAddress();
  }
}

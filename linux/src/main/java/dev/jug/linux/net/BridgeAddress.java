package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.REPLACE;

import dev.jug.linux.netlink.Attributes;

/**
 * One more hardware address that a bridge takes for its own: frames to it come to this host
 * (bridge(8), fdb).
 *
 * @param bridge index of the bridge
 */
public record BridgeAddress(int bridge, MacAddress mac) {
  private static final int SELF = 2;

  /** Adds it; does nothing if it is there. */
  public void add(RouteSocket socket) {
    var attributes = Attributes.inHostOrder().put(NeighbourEncoding.MAC, mac.bytes());
    var encoding = new NeighbourEncoding(Family.BRIDGE, bridge, SELF, attributes);
    socket.change(encoding.addition(CREATE | REPLACE, toString()));
  }

  /** As {@code bridge fdb} shows it, with the bridge's index. */
  @Override
  public String toString() {
    return mac + " dev " + bridge + " self";
  }
}

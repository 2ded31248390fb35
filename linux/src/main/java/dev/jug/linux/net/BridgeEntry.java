package dev.jug.linux.net;

import dev.jug.linux.netlink.NetlinkMessage;
import java.util.List;

/**
 * Behind which port of a bridge a hardware address is (bridge(8), fdb).
 *
 * @param bridge index of the bridge
 * @param port index of the port; of the bridge, for an address of its own
 * @param own whether a device on this side has it, and no frame had to come for it to be known
 */
public record BridgeEntry(int bridge, int port, MacAddress mac, boolean own) {
  /** Those of all bridges. */
  public static List<BridgeEntry> all(RouteSocket socket) {
    return NeighbourEncoding.all(socket, Family.BRIDGE).stream()
        .filter(entry -> entry.bytes(NeighbourEncoding.MASTER).length == Integer.BYTES)
        .map(BridgeEntry::of)
        .toList();
  }

  private static BridgeEntry of(NeighbourEncoding read) {
    int bridge = NetlinkMessage.buffer(read.bytes(NeighbourEncoding.MASTER)).getInt();
    return new BridgeEntry(bridge, read.device(), read.mac(), read.isPermanent());
  }
}

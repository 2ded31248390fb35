package dev.jug.linux.net;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.nio.ByteBuffer;

/** How the kernel reads what a device is made with (linux/if_link.h). */
final class LinkEncoding {
  /** struct ifinfomsg: family, type, index, flags, mask of flags to change. */
  static final int BYTES = 16;

  static final int INDEX_AT = 4;
  static final int FLAGS_AT = 8;
  static final int MASK_AT = 12;
  static final int UP = 1;

  static final int ADDRESS = 1;
  static final int NAME = 3;
  static final int MTU = 4;
  static final int LINK = 5;
  static final int MASTER = 10;
  static final int INFO = 18;
  static final int ALIAS = 20;
  static final int STATISTICS = 23;
  static final int NAMESPACE = 28;

  /** In {@link #INFO}. */
  static final int KIND = 1;

  static final int DATA = 2;
  static final int PORT_KIND = 4;
  static final int PORT_DATA = 5;

  private static final int VETH_PEER = 1;
  private static final int BRIDGE_FORWARD_DELAY = 1;
  private static final int BRIDGE_STP_STATE = 5;
  private static final int BRIDGE_NF_CALL_IPTABLES = 36;
  private static final int BRIDGE_NF_CALL_IP6TABLES = 37;

  private LinkEncoding() {}

  static byte[] body(int index, int flags, int mask) {
    return NetlinkMessage.structure(
        BYTES, out -> out.putInt(INDEX_AT, index).putInt(FLAGS_AT, flags).putInt(MASK_AT, mask));
  }

  static byte[] body(LinkOptions options) {
    return body(0, options.up() ? UP : 0, options.up() ? UP : 0);
  }

  static Attributes attributes(String name, LinkOptions options) {
    var attributes = Attributes.inHostOrder().text(NAME, name);
    var mac = options.mac();
    if (mac != null) {
      attributes = attributes.put(ADDRESS, mac.bytes());
    }
    return options.mtu() == 0 ? attributes : attributes.u32(MTU, options.mtu());
  }

  static Attributes of(String name, LinkKind kind, LinkOptions options) {
    var info = Attributes.inHostOrder().text(KIND, kind.kernelName());
    info =
        switch (kind) {
          case LinkKind.Veth veth -> info.nest(DATA, data(veth));
          case LinkKind.Bridge _ -> info.nest(DATA, bridge());
          case LinkKind.Macvlan macvlan -> info.nest(DATA, data(macvlan));
          case LinkKind.Ipvlan ipvlan -> info.nest(DATA, data(ipvlan));
          case LinkKind.Vxlan vxlan -> info.nest(DATA, VxlanEncoding.data(vxlan));
          case LinkKind.Vlan vlan -> info.nest(DATA, Attributes.inHostOrder().u16(1, vlan.id()));
          case LinkKind.Dummy _, LinkKind.Ifb _ -> info;
        };
    return parent(kind, attributes(name, options)).nest(INFO, info);
  }

  private static Attributes parent(LinkKind kind, Attributes attributes) {
    return switch (kind) {
      case LinkKind.Macvlan macvlan -> attributes.u32(LINK, macvlan.parent());
      case LinkKind.Ipvlan ipvlan -> attributes.u32(LINK, ipvlan.parent());
      case LinkKind.Vlan vlan -> attributes.u32(LINK, vlan.parent());
      case LinkKind.Veth _, LinkKind.Bridge _, LinkKind.Vxlan _ -> attributes;
      case LinkKind.Dummy _, LinkKind.Ifb _ -> attributes;
    };
  }

  /** The other end is described as a device is: a structure, and attributes. */
  private static Attributes data(LinkKind.Veth veth) {
    var peer = attributes(veth.peer(), veth.peerOptions());
    if (veth.peerNamespace().isPresent()) {
      peer = peer.u32(NAMESPACE, veth.peerNamespace().get().number());
    }
    var bytes = ByteBuffer.allocate(BYTES + peer.length());
    bytes.put(body(veth.peerOptions())).put(peer.encode());
    return Attributes.inHostOrder().put(VETH_PEER, bytes.array());
  }

  private static Attributes bridge() {
    return Attributes.inHostOrder().u32(BRIDGE_FORWARD_DELAY, 0).u32(BRIDGE_STP_STATE, 0);
  }

  static Attributes filteredBridge() {
    return Attributes.inHostOrder().u8(BRIDGE_NF_CALL_IPTABLES, 1).u8(BRIDGE_NF_CALL_IP6TABLES, 1);
  }

  private static Attributes data(LinkKind.Macvlan macvlan) {
    return Attributes.inHostOrder().u32(1, macvlan.mode().number());
  }

  private static Attributes data(LinkKind.Ipvlan ipvlan) {
    return Attributes.inHostOrder()
        .u16(1, ipvlan.layer().ordinal())
        .u16(2, ipvlan.flag().ordinal());
  }
}

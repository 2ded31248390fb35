package dev.jug.linux.net;

import dev.jug.linux.netlink.Attributes;
import java.net.Inet4Address;
import java.net.InetAddress;

/** How the kernel reads what a VXLAN device is made with (linux/if_link.h, IFLA_VXLAN_…). */
final class VxlanEncoding {
  private static final int ID = 1;
  private static final int GROUP = 2;
  private static final int LINK = 3;
  private static final int LOCAL = 4;
  private static final int PORT = 15;
  private static final int GROUP6 = 16;
  private static final int LOCAL6 = 17;

  private VxlanEncoding() {}

  static Attributes data(LinkKind.Vxlan vxlan) {
    // A port is in network order here, unlike every other number of rtnetlink.
    var data =
        Attributes.inHostOrder()
            .u32(ID, vxlan.id())
            .put(PORT, (byte) (vxlan.port() >> 8), (byte) vxlan.port());
    if (vxlan.parent().isPresent()) {
      data = data.u32(LINK, vxlan.parent().getAsInt());
    }
    if (vxlan.local().isPresent()) {
      data = address(data, vxlan.local().get(), LOCAL, LOCAL6);
    }
    if (vxlan.remoteOrGroup().isPresent()) {
      data = address(data, vxlan.remoteOrGroup().get(), GROUP, GROUP6);
    }
    return data;
  }

  private static Attributes address(Attributes data, InetAddress address, int v4, int v6) {
    return data.put(address instanceof Inet4Address ? v4 : v6, address.getAddress());
  }
}

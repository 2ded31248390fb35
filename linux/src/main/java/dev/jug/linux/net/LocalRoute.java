package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.ACKNOWLEDGE;
import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.REQUEST;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.Request;
import java.net.InetAddress;

/**
 * An IPv6 address that is this host's for what comes by a device (rtnetlink(7), RTN_LOCAL in the
 * table {@code local}). For {@code ::1} the kernel looks at the device, and so takes answers that
 * an address was translated back in for its own only where there is such a route. It goes with the
 * device.
 *
 * @param device index of the device
 */
public record LocalRoute(InetAddress address, int device) {
  /** struct rtmsg, as in {@link Route}. */
  private static final int BYTES = 12;

  private static final int NEW_ROUTE = 24;
  private static final int LOCAL_TABLE = 255;
  private static final int STATIC = 4;
  private static final int LOCAL = 2;
  private static final int RTA_DST = 1;
  private static final int RTA_OIF = 4;
  private static final int RTA_PRIORITY = 6;

  /** Behind the kernel's own, and another for each device: two of a metric would be one. */
  private static final int METRIC = 1 << 16;

  /** Adds it; does nothing if it is there. */
  public void add(RouteSocket socket) {
    var body =
        NetlinkMessage.structure(
            BYTES,
            out -> {
              out.put((byte) Family.of(address)).put((byte) (address.getAddress().length * 8));
              out.putShort((short) 0).put((byte) LOCAL_TABLE).put((byte) STATIC);
              out.put((byte) Scope.HOST.number()).put((byte) LOCAL);
            });
    var attributes =
        Attributes.inHostOrder()
            .put(RTA_DST, address.getAddress())
            .u32(RTA_OIF, device)
            .u32(RTA_PRIORITY, METRIC + device);
    var message = new NetlinkMessage(NEW_ROUTE, REQUEST | ACKNOWLEDGE | CREATE, body, attributes);
    try {
      socket.change(Request.of(message, BYTES, "RTM_NEWROUTE", this));
    } catch (SysException e) {
      if (e.errno() != Errno.EEXIST) {
        throw e;
      }
    }
  }

  /** As {@code ip -6 route show table local} shows it, with the device's index. */
  @Override
  public String toString() {
    return "local " + address.getHostAddress() + " dev " + device;
  }
}

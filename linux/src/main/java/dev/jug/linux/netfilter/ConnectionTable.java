package dev.jug.linux.netfilter;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.NetlinkSocket;
import dev.jug.linux.netlink.Request;
import java.util.List;
import java.util.function.Predicate;

/**
 * The connections that the kernel tracks (linux/netfilter/nfnetlink_conntrack.h), in the network
 * namespace in which it was opened. For one thread.
 */
public final class ConnectionTable implements AutoCloseable {
  /** NFNL_SUBSYS_CTNETLINK. */
  private static final int SUBSYSTEM = 1;

  private static final int GET = SUBSYSTEM << Byte.SIZE | 1;
  private static final int DELETE = SUBSYSTEM << Byte.SIZE | 2;
  private static final int ORIGINAL = 1;

  private final NetlinkSocket socket;

  private ConnectionTable(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** For the network namespace that we are in. */
  public static ConnectionTable open() {
    return new ConnectionTable(
        NetlinkSocket.open(dev.jug.linux.netlink.Protocol.NETLINK_NETFILTER));
  }

  /**
   * Forgets connections: their next packets are translated afresh.
   *
   * @param family {@link Family#IP} or {@link Family#IP6}
   * @return how many
   */
  public int forget(Family family, Predicate<TrackedConnection> which) {
    int count = 0;
    for (var answer : list(family)) {
      if (TrackedConnection.read(answer.attributes()).filter(which).isPresent()) {
        count += forget(family, answer.attributes()) ? 1 : 0;
      }
    }
    return count;
  }

  private List<NetlinkMessage> list(Family family) {
    var none = Attributes.inNetworkOrder();
    var message =
        new NetlinkMessage(GET, NetlinkMessage.REQUEST | NetlinkMessage.DUMP, body(family), none);
    return socket.ask(Request.of(message, TableMessage.BYTES, "IPCTNL_MSG_CT_GET", family));
  }

  /** It may have ended by itself. */
  private boolean forget(Family family, Attributes connection) {
    var tuple = Attributes.inNetworkOrder().nest(ORIGINAL, connection.nested(ORIGINAL));
    var message = new NetlinkMessage(DELETE, NetlinkMessage.REQUEST, body(family), tuple);
    try {
      socket.ask(
          Request.of(message, TableMessage.BYTES, "IPCTNL_MSG_CT_DELETE", family).acknowledged());
      return true;
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT) {
        return false;
      }
      throw e;
    }
  }

  /** struct nfgenmsg; connections have the families of sockets. */
  private static byte[] body(Family family) {
    return new byte[] {(byte) family.number(), 0, 0, 0};
  }

  @Override
  public void close() {
    socket.close();
  }
}

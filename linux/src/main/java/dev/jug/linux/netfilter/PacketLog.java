package dev.jug.linux.netfilter;

import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.NetlinkSocket;
import dev.jug.linux.netlink.Protocol;
import dev.jug.linux.netlink.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hears of the packets that rules report to a group (linux/netfilter/nfnetlink_log.h), in the
 * network namespace in which it was opened. For one thread, which may be a virtual one.
 */
public final class PacketLog implements AutoCloseable {
  /** NFNL_SUBSYS_ULOG. */
  private static final int SUBSYSTEM = 4;

  private static final int PACKET = SUBSYSTEM << Byte.SIZE;
  private static final int CONFIGURE = PACKET | 1;
  private static final int COMMAND = 1;
  private static final byte BIND = 1;
  private static final int MODE = 2;
  private static final byte COPY_PACKET = 2;
  private static final int MODE_BYTES = 6;

  /** How many packets wait until they are told of. */
  private static final int MOST_WAITING = 5;

  private static final int PAYLOAD = 9;
  private static final int PREFIX = 10;
  private static final int GROUP_AT = 2;

  private final NetlinkSocket socket;
  private final Queue<LoggedPacket> heard = new ArrayDeque<>();

  private PacketLog(NetlinkSocket socket) {
    this.socket = socket;
  }

  /**
   * Begins to listen.
   *
   * @param group 0 to 65535
   * @throws SysException with EBUSY if somebody else listens to the group
   */
  public static PacketLog open(int group) {
    var socket = NetlinkSocket.open(Protocol.NETLINK_NETFILTER);
    try {
      socket.ask(configure(group, COMMAND, BIND));
      var mode =
          ByteBuffer.allocate(MODE_BYTES).putInt(LoggedPacket.HEADERS).put(COPY_PACKET).array();
      socket.ask(configure(group, MODE, mode));
      socket.ask(configure(group, MOST_WAITING, ByteBuffer.allocate(Integer.BYTES).array()));
      return new PacketLog(socket);
    } catch (SysException e) {
      socket.close();
      throw e;
    }
  }

  private static Request configure(int group, int attribute, byte... value) {
    var body = ByteBuffer.allocate(TableMessage.BYTES).putShort(GROUP_AT, (short) group).array();
    var attributes = Attributes.inNetworkOrder().put(attribute, value);
    var message = new NetlinkMessage(CONFIGURE, NetlinkMessage.REQUEST, body, attributes);
    return Request.of(message, TableMessage.BYTES, "NFULNL_MSG_CONFIG", "group " + group)
        .acknowledged();
  }

  /**
   * Waits for the next packet.
   *
   * @throws SysException with ENOBUFS if some were lost; EINTR if the thread is interrupted, which
   *     is how a wait is ended
   */
  public LoggedPacket next() {
    while (heard.isEmpty()) {
      read(socket.listen());
    }
    return heard.remove();
  }

  private void read(ByteBuffer in) {
    while (in.hasRemaining()) {
      var message = NetlinkMessage.take(in, TableMessage.BYTES, ByteOrder.BIG_ENDIAN);
      if (message.type() == PACKET) {
        var attributes = message.attributes();
        LoggedPacket.read(attributes.text(PREFIX), attributes.bytes(PAYLOAD)).ifPresent(heard::add);
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

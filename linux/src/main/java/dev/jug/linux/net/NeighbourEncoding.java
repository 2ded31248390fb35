package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.ACKNOWLEDGE;
import static dev.jug.linux.netlink.NetlinkMessage.DUMP;
import static dev.jug.linux.netlink.NetlinkMessage.REQUEST;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.Request;
import java.util.Arrays;
import java.util.List;

/** How the kernel reads and describes neighbours (linux/neighbour.h). */
final class NeighbourEncoding {
  static final int DESTINATION = 1;
  static final int MAC = 2;
  static final int MASTER = 9;

  /** struct ndmsg: family, padding, index of the device, state, flags, type. */
  static final int BYTES = 12;

  private static final int DEVICE_AT = 4;
  private static final int STATE_AT = 8;
  private static final int FLAGS_AT = 10;
  private static final int NEW_NEIGHBOUR = 28;
  private static final int DELETE_NEIGHBOUR = 29;
  private static final int GET_NEIGHBOUR = 30;
  private static final int PERMANENT = 0x80;

  private final byte[] body;
  private final Attributes attributes;

  private NeighbourEncoding(NetlinkMessage message) {
    this.body = new byte[BYTES];
    message.body().get(body);
    this.attributes = message.attributes();
  }

  NeighbourEncoding(int family, int device, int flags, Attributes attributes) {
    this.body =
        NetlinkMessage.structure(
            BYTES,
            out ->
                out.put(0, (byte) family)
                    .putInt(DEVICE_AT, device)
                    .putShort(STATE_AT, (short) PERMANENT)
                    .put(FLAGS_AT, (byte) flags));
    this.attributes = attributes;
  }

  static List<NeighbourEncoding> all(RouteSocket socket, int family) {
    var body = new byte[BYTES];
    body[0] = (byte) family;
    var message = new NetlinkMessage(GET_NEIGHBOUR, REQUEST | DUMP, body, Attributes.inHostOrder());
    return read(socket.ask(Request.of(message, BYTES, "RTM_GETNEIGH")), family);
  }

  /** Those of a family that have a hardware address of six bytes. */
  static List<NeighbourEncoding> read(List<NetlinkMessage> answers, int family) {
    return answers.stream()
        .map(NeighbourEncoding::new)
        .filter(entry -> family == Family.BRIDGE || Family.isKnown(entry.family()))
        .filter(entry -> entry.bytes(MAC).length == MacAddress.BYTES)
        .toList();
  }

  Request addition(int more, String shown) {
    return request(NEW_NEIGHBOUR, more, "RTM_NEWNEIGH", shown);
  }

  Request removal(String shown) {
    return request(DELETE_NEIGHBOUR, 0, "RTM_DELNEIGH", shown);
  }

  private Request request(int type, int more, String name, String shown) {
    var message = new NetlinkMessage(type, REQUEST | ACKNOWLEDGE | more, body, attributes);
    return Request.of(message, BYTES, name, shown);
  }

  int family() {
    return body[0];
  }

  int device() {
    return NetlinkMessage.buffer(body).getInt(DEVICE_AT);
  }

  boolean isPermanent() {
    return (state() & PERMANENT) != 0;
  }

  int state() {
    return NetlinkMessage.buffer(body).getShort(STATE_AT);
  }

  byte[] bytes(int type) {
    return attributes.bytes(type);
  }

  MacAddress mac() {
    return MacAddress.of(Arrays.copyOf(bytes(MAC), MacAddress.BYTES));
  }
}

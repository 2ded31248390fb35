package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.ACKNOWLEDGE;
import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.DUMP;
import static dev.jug.linux.netlink.NetlinkMessage.EXCLUSIVE;
import static dev.jug.linux.netlink.NetlinkMessage.REQUEST;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/** An address of a network device (rtnetlink(7), RTM_GETADDR). */
public final class InterfaceAddress {
  /** struct ifaddrmsg: family, length of the prefix, flags, scope, index of the device. */
  static final int BYTES = 8;

  private static final int NEW_ADDRESS = 20;
  private static final int DELETE_ADDRESS = 21;
  private static final int GET_ADDRESS = 22;
  private static final int INDEX_AT = 4;

  /** IFA_F_NODAD: it is used at once, without asking whether another has it. */
  private static final int SURE = 0x02;

  private static final int PERMANENT = 0x80;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_BROADCAST = 4;

  /** A prefix so long leaves no address that means all. */
  private static final int NO_BROADCAST = 31;

  private final InetAddress address;
  private final int prefixLength;
  private final Scope scope;
  private final int index;
  private final int flags;
  private final Attributes attributes;

  private InterfaceAddress(
      InetAddress address, int prefixLength, Scope scope, int index, int flags, Attributes own) {
    this.address = address;
    this.prefixLength = prefixLength;
    this.scope = scope;
    this.index = index;
    this.flags = flags;
    this.attributes = own;
  }

  /**
   * An address that a device is to have. One of IPv6 is used at once: it is taken for granted that
   * no other has it.
   *
   * @param prefixLength of the network it is in: 0 to 32, or 128
   */
  public static InterfaceAddress of(InetAddress address, int prefixLength) {
    var network = new Prefix(address, prefixLength);
    var bytes = address.getAddress();
    var attributes = Attributes.inHostOrder().put(IFA_ADDRESS, bytes).put(IFA_LOCAL, bytes);
    if (network.isV4() && prefixLength < NO_BROADCAST && !address.isLoopbackAddress()) {
      attributes = attributes.put(IFA_BROADCAST, network.last().getAddress());
    }
    var scope = address.isLoopbackAddress() ? Scope.HOST : Scope.UNIVERSE;
    int flags = network.isV4() ? 0 : SURE;
    return new InterfaceAddress(address, prefixLength, scope, 0, flags, attributes);
  }

  private static InterfaceAddress of(NetlinkMessage message) {
    var body = message.body();
    var read = message.attributes();
    var own = Attributes.inHostOrder();
    for (int type : List.of(IFA_ADDRESS, IFA_LOCAL, IFA_BROADCAST)) {
      own = read.has(type) ? own.put(type, read.bytes(type)) : own;
    }
    int family = body.get();
    byte length = body.get();
    int flags = Byte.toUnsignedInt(body.get());
    var scope = Scope.of(Byte.toUnsignedInt(body.get()));
    var bytes = read.bytes(read.has(IFA_LOCAL) ? IFA_LOCAL : IFA_ADDRESS);
    var address = Family.address(family, bytes);
    int bits = Family.prefix(family, bytes, length).length();
    return new InterfaceAddress(address, bits, scope, body.getInt(INDEX_AT), flags, own);
  }

  public static List<InterfaceAddress> all(RouteSocket socket) {
    var message =
        new NetlinkMessage(GET_ADDRESS, REQUEST | DUMP, new byte[BYTES], Attributes.inHostOrder());
    var answers = socket.ask(Request.of(message, BYTES, "RTM_GETADDR"));
    return read(answers);
  }

  static List<InterfaceAddress> read(List<NetlinkMessage> answers) {
    return answers.stream()
        .filter(answer -> Family.isKnown(answer.body().get(0)))
        .map(InterfaceAddress::of)
        .toList();
  }

  Request addition(int device, String name) {
    return request(NEW_ADDRESS, CREATE | EXCLUSIVE, device, "RTM_NEWADDR", name);
  }

  Request removal(int device, String name) {
    return request(DELETE_ADDRESS, 0, device, "RTM_DELADDR", name);
  }

  private Request request(int type, int more, int device, String shown, String name) {
    var body =
        NetlinkMessage.structure(
            BYTES,
            out -> {
              out.put((byte) Family.of(address)).put((byte) prefixLength);
              out.put((byte) (flags & SURE)).put((byte) scope.number()).putInt(device);
            });
    var message = new NetlinkMessage(type, REQUEST | ACKNOWLEDGE | more, body, attributes);
    return Request.of(message, BYTES, shown, name, this);
  }

  /** Index of the device that has it; 0 if it was not read from one. */
  public int index() {
    return index;
  }

  /** The address. */
  public InetAddress address() {
    return address;
  }

  /** Length of the prefix of the network it is in. */
  public int prefixLength() {
    return prefixLength;
  }

  /** Whether it stays until somebody takes it away (IFA_F_PERMANENT). */
  public boolean isPermanent() {
    return (flags & PERMANENT) != 0;
  }

  /** Whether it is valid beyond its link and its host (RT_SCOPE_UNIVERSE). */
  public boolean isGlobal() {
    return scope == Scope.UNIVERSE;
  }

  /** Whether address and length are the same, on whatever device. */
  @Override
  public boolean equals(Object other) {
    return other instanceof InterfaceAddress that
        && address.equals(that.address)
        && prefixLength == that.prefixLength;
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, prefixLength);
  }

  /** Such as {@code 172.17.0.2/16}. */
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefixLength;
  }
}

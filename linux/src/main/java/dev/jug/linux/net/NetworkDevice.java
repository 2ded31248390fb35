package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.ACKNOWLEDGE;
import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.DUMP;
import static dev.jug.linux.netlink.NetlinkMessage.EXCLUSIVE;
import static dev.jug.linux.netlink.NetlinkMessage.REQUEST;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.Request;
import java.util.List;
import java.util.Optional;

/**
 * A network device in the namespace of a socket. Changes throw {@link SysException} with ENODEV if
 * the device is gone.
 */
public final class NetworkDevice {
  private static final int NEW_LINK = 16;
  private static final int DELETE_LINK = 17;
  private static final int GET_LINK = 18;

  private final RouteSocket socket;
  private final String name;
  private final int index;

  private NetworkDevice(RouteSocket socket, String name, int index) {
    this.socket = socket;
    this.name = name;
    this.index = index;
  }

  /**
   * Makes a device.
   *
   * @param name at most 15 bytes
   * @throws SysException with EEXIST if there is one with this name, EOPNOTSUPP if the kernel does
   *     not know its kind
   */
  public static NetworkDevice create(
      RouteSocket socket, String name, LinkKind kind, LinkOptions options) {
    var attributes = LinkEncoding.of(name, kind, options);
    var answers = socket.ask(creation(name, kind, options, attributes), question(name));
    int index = DeviceStatus.of(answers.getFirst()).index();
    var device = new NetworkDevice(socket, name, index);
    var alias = options.alias();
    if (alias != null) {
      device.alias(alias);
    }
    return device;
  }

  /**
   * Makes a device in another namespace than that of its parent, where it never was.
   *
   * @param socket of the parent's namespace
   * @param options its alias is not used: the kernel takes none before the device is there
   * @throws SysException as {@link #create}
   */
  public static void createIn(
      Fd namespace, RouteSocket socket, String name, LinkKind kind, LinkOptions options) {
    var attributes =
        LinkEncoding.of(name, kind, options).u32(LinkEncoding.NAMESPACE, namespace.number());
    socket.ask(creation(name, kind, options, attributes));
  }

  private static Request creation(
      String name, LinkKind kind, LinkOptions options, Attributes attributes) {
    var message =
        new NetlinkMessage(
            NEW_LINK,
            REQUEST | ACKNOWLEDGE | CREATE | EXCLUSIVE,
            LinkEncoding.body(options),
            attributes);
    return Request.of(message, LinkEncoding.BYTES, "RTM_NEWLINK", name, kind.kernelName());
  }

  private static Request question(String name) {
    var attributes = Attributes.inHostOrder().text(LinkEncoding.NAME, name);
    return question(LinkEncoding.body(0, 0, 0), attributes, name);
  }

  private static Request question(byte[] body, Attributes attributes, String name) {
    var message = new NetlinkMessage(GET_LINK, REQUEST | ACKNOWLEDGE, body, attributes);
    return Request.of(message, LinkEncoding.BYTES, "RTM_GETLINK", name);
  }

  /**
   * Finds a device.
   *
   * @param name at most 15 bytes
   * @throws SysException with ENODEV if there is none with this name
   */
  public static NetworkDevice named(RouteSocket socket, String name) {
    var answers = socket.ask(question(name));
    if (answers.isEmpty()) {
      throw new SysException(Call.SENDTO.toString(), Errno.ENODEV, "RTM_GETLINK", name);
    }
    return new NetworkDevice(socket, name, DeviceStatus.of(answers.getFirst()).index());
  }

  /** Finds a device, or nothing. */
  public static Optional<NetworkDevice> find(RouteSocket socket, String name) {
    try {
      return Optional.of(named(socket, name));
    } catch (SysException e) {
      if (e.errno() == Errno.ENODEV) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What all devices of the namespace are like now. */
  public static List<DeviceStatus> all(RouteSocket socket) {
    var body = LinkEncoding.body(0, 0, 0);
    var message = new NetlinkMessage(GET_LINK, REQUEST | DUMP, body, Attributes.inHostOrder());
    var question = Request.of(message, LinkEncoding.BYTES, "RTM_GETLINK");
    return socket.ask(question).stream().map(DeviceStatus::of).toList();
  }

  /** The name by which it was found or made. */
  public String name() {
    return name;
  }

  /** The number by which routes and other devices refer to it. */
  public int index() {
    return index;
  }

  /** What it is like now. */
  public DeviceStatus status() {
    var body = LinkEncoding.body(index, 0, 0);
    var answers = socket.ask(question(body, Attributes.inHostOrder(), name));
    return DeviceStatus.of(answers.getFirst());
  }

  /** Takes it away; of a pair, both ends. */
  public void delete() {
    var body = LinkEncoding.body(index, 0, 0);
    var none = Attributes.inHostOrder();
    var message = new NetlinkMessage(DELETE_LINK, REQUEST | ACKNOWLEDGE, body, none);
    socket.change(Request.of(message, LinkEncoding.BYTES, "RTM_DELLINK", name));
  }

  /**
   * Moves the device to another network namespace. It is down there, without addresses.
   *
   * @param newName its name there
   * @throws SysException with EEXIST if there is one with that name, EINVAL if the device is bound
   *     to its namespace, as {@code lo} is
   */
  public void move(Fd namespace, String newName) {
    var there = Attributes.inHostOrder().text(LinkEncoding.NAME, newName);
    change(there.u32(LinkEncoding.NAMESPACE, namespace.number()), "IFLA_NET_NS_FD");
  }

  /** Brings the device up. */
  public void up() {
    change(LinkEncoding.UP, Attributes.inHostOrder(), "IFF_UP");
  }

  /** Takes the device down; its routes go. */
  public void down() {
    change(0, Attributes.inHostOrder(), "IFF_UP");
  }

  /**
   * Makes it a port of a bridge.
   *
   * @throws SysException with EBUSY if it is a port already
   */
  public void master(NetworkDevice bridge) {
    change(Attributes.inHostOrder().u32(LinkEncoding.MASTER, bridge.index), "IFLA_MASTER");
  }

  /** Makes it a port of no bridge. */
  public void release() {
    change(Attributes.inHostOrder().u32(LinkEncoding.MASTER, 0), "IFLA_MASTER");
  }

  /** What the bridge does with it as its port. */
  public void port(BridgePort port) {
    var info =
        Attributes.inHostOrder()
            .text(LinkEncoding.PORT_KIND, "bridge")
            .nest(LinkEncoding.PORT_DATA, port.encode());
    change(Attributes.inHostOrder().nest(LinkEncoding.INFO, info), "IFLA_INFO_SLAVE_DATA");
  }

  /**
   * Has rules for packets see what this bridge hands from port to port (br_netfilter), whatever
   * {@code net.bridge.bridge-nf-call-iptables} says for all bridges.
   */
  public void filterFrames() {
    var info =
        Attributes.inHostOrder()
            .text(LinkEncoding.KIND, "bridge")
            .nest(LinkEncoding.DATA, LinkEncoding.filteredBridge());
    change(Attributes.inHostOrder().nest(LinkEncoding.INFO, info), "IFLA_BR_NF_CALL_IPTABLES");
  }

  /** Sets its hardware address. */
  public void mac(MacAddress address) {
    change(Attributes.inHostOrder().put(LinkEncoding.ADDRESS, address.bytes()), "IFLA_ADDRESS");
  }

  /**
   * Sets the length of the longest packet, in bytes.
   *
   * @throws SysException with EINVAL if the device cannot have it
   */
  public void mtu(int bytes) {
    change(Attributes.inHostOrder().u32(LinkEncoding.MTU, bytes), "IFLA_MTU");
  }

  /** Sets a text for people, at most 255 bytes. */
  public void alias(String text) {
    change(Attributes.inHostOrder().text(LinkEncoding.ALIAS, text), "IFLA_IFALIAS");
  }

  /**
   * Gives it another name.
   *
   * @return the device under its new name
   * @throws SysException with EEXIST if there is one with this name
   */
  public NetworkDevice rename(String newName) {
    change(Attributes.inHostOrder().text(LinkEncoding.NAME, newName), "IFLA_IFNAME");
    return new NetworkDevice(socket, newName, index);
  }

  private void change(Attributes attributes, String what) {
    send(LinkEncoding.body(index, 0, 0), attributes, what);
  }

  private void change(int flags, Attributes attributes, String what) {
    send(LinkEncoding.body(index, flags, LinkEncoding.UP), attributes, what);
  }

  private void send(byte[] body, Attributes attributes, String what) {
    var message = new NetlinkMessage(NEW_LINK, REQUEST | ACKNOWLEDGE, body, attributes);
    socket.change(Request.of(message, LinkEncoding.BYTES, "RTM_NEWLINK", name, what));
  }

  /** Its addresses, of both families. */
  public List<InterfaceAddress> addresses() {
    return InterfaceAddress.all(socket).stream()
        .filter(address -> address.index() == index)
        .toList();
  }

  /**
   * Gives it an address.
   *
   * @throws SysException with EEXIST if it has it
   */
  public void add(InterfaceAddress address) {
    socket.change(address.addition(index, name));
  }

  /**
   * Takes an address away.
   *
   * @throws SysException with EADDRNOTAVAIL if it does not have it
   */
  public void remove(InterfaceAddress address) {
    socket.change(address.removal(index, name));
  }
}

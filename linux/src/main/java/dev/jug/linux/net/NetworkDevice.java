package dev.jug.linux.net;

import static dev.jug.linux.net.RouteSocket.ACKNOWLEDGE;
import static dev.jug.linux.net.RouteSocket.DUMP;
import static dev.jug.linux.net.RouteSocket.REQUEST;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A network device in the namespace of a socket. */
public final class NetworkDevice {
  private static final int NEW_LINK = 16;
  private static final int GET_LINK = 18;
  private static final int NEW_ADDRESS = 20;
  private static final int GET_ADDRESS = 22;

  /** struct ifinfomsg: family, type, index, flags, mask of flags to change. */
  private static final int LINK_BYTES = 16;

  private static final int INDEX_AT = 4;
  private static final int FLAGS_AT = 8;
  private static final int MASK_AT = 12;
  private static final int UP = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_NET_NS_FD = 28;
  private static final int CREATE_NOT_REPLACE = 0x600;

  private final RouteSocket socket;
  private final String name;
  private final int index;

  private NetworkDevice(RouteSocket socket, String name, int index) {
    this.socket = socket;
    this.name = name;
    this.index = index;
  }

  /**
   * Finds a device.
   *
   * @param name at most 15 bytes
   * @throws SysException with ENODEV if there is none with this name
   */
  public static NetworkDevice named(RouteSocket socket, String name) {
    var asked = Map.of(IFLA_IFNAME, RouteMessage.text(name));
    var question = new RouteMessage(GET_LINK, REQUEST | ACKNOWLEDGE, new byte[LINK_BYTES], asked);
    var answers = socket.ask(question, LINK_BYTES, "RTM_GETLINK", name);
    if (answers.isEmpty()) {
      throw new SysException(Call.SENDTO.toString(), Errno.ENODEV, "RTM_GETLINK", name);
    }
    int index = RouteMessage.buffer(answers.getFirst().body()).getInt(INDEX_AT);
    return new NetworkDevice(socket, name, index);
  }

  /**
   * Moves the device to another network namespace. It is down there, without addresses.
   *
   * @param newName its name there
   * @throws SysException with EEXIST if there is one with that name, EINVAL if the device is bound
   *     to its namespace, as {@code lo} is
   */
  public void move(Fd namespace, String newName) {
    var attributes = new TreeMap<Integer, byte[]>();
    attributes.put(IFLA_IFNAME, RouteMessage.text(newName));
    attributes.put(IFLA_NET_NS_FD, RouteMessage.number(namespace.number()));
    change(0, attributes, "IFLA_NET_NS_FD");
  }

  /** Brings the device up. */
  public void up() {
    change(UP, Map.of(), "IFF_UP");
  }

  private void change(int flags, Map<Integer, byte[]> attributes, String what) {
    var body = new byte[LINK_BYTES];
    RouteMessage.buffer(body)
        .putInt(INDEX_AT, index)
        .putInt(FLAGS_AT, flags)
        .putInt(MASK_AT, flags);
    var message = new RouteMessage(NEW_LINK, REQUEST | ACKNOWLEDGE, body, attributes);
    socket.ask(message, LINK_BYTES, "RTM_NEWLINK", name, what);
  }

  /** Its addresses, of both families. */
  public List<InterfaceAddress> addresses() {
    var question =
        new RouteMessage(GET_ADDRESS, REQUEST | DUMP, new byte[InterfaceAddress.BYTES], Map.of());
    return socket.ask(question, InterfaceAddress.BYTES, "RTM_GETADDR", name).stream()
        .map(answer -> new InterfaceAddress(answer.body(), answer.attributes()))
        .filter(address -> address.index() == index)
        .toList();
  }

  /**
   * Gives it an address.
   *
   * @throws SysException with EEXIST if it has it
   */
  public void add(InterfaceAddress address) {
    var message =
        new RouteMessage(
            NEW_ADDRESS,
            REQUEST | ACKNOWLEDGE | CREATE_NOT_REPLACE,
            address.bodyFor(index),
            address.attributes());
    socket.ask(message, InterfaceAddress.BYTES, "RTM_NEWADDR", name);
  }
}

package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.ACKNOWLEDGE;
import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.DUMP;
import static dev.jug.linux.netlink.NetlinkMessage.EXCLUSIVE;
import static dev.jug.linux.netlink.NetlinkMessage.REPLACE;
import static dev.jug.linux.netlink.NetlinkMessage.REQUEST;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where packets go, in the main table (rtnetlink(7), RTM_NEWROUTE).
 *
 * @param destination for which addresses; for all others if its length is 0
 * @param gateway who takes them on; empty: they are at the device
 * @param device index of the device they leave by; 0 for several
 * @param source the address they come from, if the sender did not choose one
 * @param metric the route with the lowest wins; 0: the kernel's choice
 */
public record Route(
    Prefix destination,
    Optional<InetAddress> gateway,
    int device,
    Optional<InetAddress> source,
    Scope scope,
    int metric) {
  /** struct rtmsg: family, lengths, service, table, origin, scope, type, flags. */
  static final int BYTES = 12;

  private static final int LENGTH_AT = 1;
  private static final int TABLE_AT = 4;
  private static final int SCOPE_AT = 6;
  private static final int TYPE_AT = 7;
  private static final int NEW_ROUTE = 24;
  private static final int DELETE_ROUTE = 25;
  private static final int GET_ROUTE = 26;
  private static final int MAIN = 254;
  private static final int STATIC = 4;
  private static final int UNICAST = 1;
  private static final int RTA_DST = 1;
  private static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_PRIORITY = 6;
  private static final int RTA_PREFSRC = 7;
  private static final int RTA_TABLE = 15;

  /** To all that no other route is for. */
  public static Route byDefault(InetAddress gateway, int device) {
    var all = Family.of(gateway) == Family.of(Prefix.ALL_V4.address());
    return through(all ? Prefix.ALL_V4 : Prefix.ALL_V6, gateway, device);
  }

  /** To a network behind a gateway. */
  public static Route through(Prefix destination, InetAddress gateway, int device) {
    return new Route(
        destination, Optional.of(gateway), device, Optional.empty(), Scope.UNIVERSE, 0);
  }

  /** To a network at the device itself. */
  public static Route direct(Prefix destination, int device) {
    return new Route(destination, Optional.empty(), device, Optional.empty(), Scope.LINK, 0);
  }

  /**
   * Adds it.
   *
   * @throws dev.jug.linux.SysException with EEXIST if there is one for this destination and metric,
   *     ENETUNREACH if the gateway is not at the device
   */
  public void add(RouteSocket socket) {
    change(socket, NEW_ROUTE, CREATE | EXCLUSIVE, STATIC, scope, "RTM_NEWROUTE");
  }

  /** Adds it, or puts it in the place of the one for this destination and metric. */
  public void replace(RouteSocket socket) {
    change(socket, NEW_ROUTE, CREATE | REPLACE, STATIC, scope, "RTM_NEWROUTE");
  }

  /**
   * Takes it away.
   *
   * @throws dev.jug.linux.SysException with ESRCH if there is none like it
   */
  public void remove(RouteSocket socket) {
    change(socket, DELETE_ROUTE, 0, 0, Scope.NOWHERE, "RTM_DELROUTE");
  }

  private void change(
      RouteSocket socket, int type, int more, int origin, Scope reach, String shown) {
    var body =
        NetlinkMessage.structure(
            BYTES,
            out -> {
              out.put((byte) Family.of(destination.address())).put((byte) destination.length());
              out.putShort((short) 0).put((byte) MAIN).put((byte) origin);
              out.put((byte) reach.number()).put((byte) UNICAST);
            });
    var message = new NetlinkMessage(type, REQUEST | ACKNOWLEDGE | more, body, attributes());
    socket.change(Request.of(message, BYTES, shown, this));
  }

  private Attributes attributes() {
    var attributes = Attributes.inHostOrder();
    if (destination.length() > 0) {
      attributes = attributes.put(RTA_DST, destination.first().getAddress());
    }
    if (gateway.isPresent()) {
      attributes = attributes.put(RTA_GATEWAY, gateway.get().getAddress());
    }
    if (device != 0) {
      attributes = attributes.u32(RTA_OIF, device);
    }
    if (source.isPresent()) {
      attributes = attributes.put(RTA_PREFSRC, source.get().getAddress());
    }
    return metric == 0 ? attributes : attributes.u32(RTA_PRIORITY, metric);
  }

  /** All routes of the main table that lead to somebody, of both families. */
  public static List<Route> all(RouteSocket socket) {
    var message =
        new NetlinkMessage(GET_ROUTE, REQUEST | DUMP, new byte[BYTES], Attributes.inHostOrder());
    return socket.ask(Request.of(message, BYTES, "RTM_GETROUTE")).stream()
        .filter(Route::isOurs)
        .map(Route::of)
        .toList();
  }

  static boolean isOurs(NetlinkMessage route) {
    var body = route.body();
    var attributes = route.attributes();
    int table =
        attributes.has(RTA_TABLE)
            ? attributes.integer(RTA_TABLE)
            : Byte.toUnsignedInt(body.get(TABLE_AT));
    return table == MAIN && body.get(TYPE_AT) == UNICAST && Family.isKnown(body.get(0));
  }

  static Route of(NetlinkMessage route) {
    var body = route.body();
    var attributes = route.attributes();
    int family = body.get(0);
    return new Route(
        Family.prefix(family, attributes.bytes(RTA_DST), body.get(LENGTH_AT)),
        address(attributes, RTA_GATEWAY, family),
        attributes.integer(RTA_OIF),
        address(attributes, RTA_PREFSRC, family),
        Scope.of(Byte.toUnsignedInt(body.get(SCOPE_AT))),
        attributes.integer(RTA_PRIORITY));
  }

  private static Optional<InetAddress> address(Attributes attributes, int type, int family) {
    return attributes.has(type)
        ? Optional.of(Family.address(family, attributes.bytes(type)))
        : Optional.empty();
  }

  /** As {@code ip route} shows it, with the device's index. */
  @Override
  public String toString() {
    var to = destination.length() == 0 ? "default" : destination.toString();
    var via = gateway.map(address -> " via " + address.getHostAddress()).orElse("");
    var from = source.map(address -> " src " + address.getHostAddress()).orElse("");
    return to + via + " dev " + device + from + (metric == 0 ? "" : " metric " + metric);
  }
}

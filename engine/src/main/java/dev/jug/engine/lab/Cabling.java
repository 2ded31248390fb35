package dev.jug.engine.lab;

import dev.jug.linux.net.BridgeEntry;
import dev.jug.linux.net.DeviceStatus;
import dev.jug.linux.net.FoundNeighbour;
import dev.jug.linux.net.InterfaceAddress;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.MacAddress;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.Route;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A switch with two stations at it.
 *
 * @param hub the namespace of the switch; with containers that is the machine's
 */
record Cabling(Station hub, Station left, Station right) {
  static final String BRIDGE = "br0";
  static final String FAR_END = "eth0";
  static final InetAddress LEFT = InetAddress.ofLiteral("10.0.0.2");
  static final InetAddress RIGHT = InetAddress.ofLiteral("10.0.0.3");
  private static final int PREFIX = 24;

  void bridge() {
    NetworkDevice.create(hub.socket(), BRIDGE, new LinkKind.Bridge(), LinkOptions.NONE.broughtUp());
  }

  /** A cable from a port of the switch, called as the station is, to the station. */
  void plug(Station station) {
    var cable = new LinkKind.Veth(FAR_END, Optional.of(station.namespace()), LinkOptions.NONE);
    var port =
        NetworkDevice.create(hub.socket(), station.name(), cable, LinkOptions.NONE.broughtUp());
    port.master(hub.device(BRIDGE));
  }

  void address(Station station, InetAddress address) {
    var device = station.device(FAR_END);
    device.add(InterfaceAddress.of(address, PREFIX));
    device.up();
  }

  /** Names and kinds of devices; a line. */
  String devices(Station station) {
    return station.devices().stream()
        .map(device -> device.name() + kind(device))
        .collect(Collectors.joining(", ", station.name() + ": ", ""));
  }

  private static String kind(DeviceStatus device) {
    return (device.kind().isEmpty() ? "" : " (" + device.kind() + ")")
        + (device.master() == 0 ? "" : ", a port of " + BRIDGE);
  }

  String address(Station station) {
    var status = station.device(FAR_END).status();
    return "%s: %s has %s".formatted(station.name(), FAR_END, status.mac().orElseThrow());
  }

  /** Its routes, as {@code ip route} shows them. */
  List<String> routes(Station station) {
    return Route.all(station.socket()).stream()
        .filter(route -> route.destination().isV4())
        .map(route -> "ip -n %s route: %s".formatted(station.name(), named(route)))
        .toList();
  }

  private static String named(Route route) {
    return route.toString().replace(" dev " + route.device(), " dev " + FAR_END);
  }

  /** Whom it has found at its end of the cable. */
  List<String> neighbours(Station station) {
    int cable = station.device(FAR_END).index();
    return FoundNeighbour.all(station.socket()).stream()
        .filter(neighbour -> neighbour.device() == cable)
        .map(neighbour ->
            "ip -n %s neighbour: %s dev %s lladdr %s %s"
                .formatted(
                    station.name(),
                    neighbour.address().getHostAddress(),
                    FAR_END,
                    neighbour.mac(),
                    neighbour.state()))
        .toList();
  }

  /** What the switch has learned of frames that came. */
  List<String> learned() {
    return BridgeEntry.all(hub.socket()).stream()
        .filter(entry -> !entry.own())
        .map(entry -> "bridge -n hub fdb: " + entry.mac() + " is behind port " + port(entry))
        .sorted()
        .toList();
  }

  private String port(BridgeEntry entry) {
    var name =
        hub.devices().stream()
            .filter(device -> device.index() == entry.port())
            .map(DeviceStatus::name)
            .findFirst();
    return name.orElse("gone") + whose(entry.mac());
  }

  private String whose(MacAddress mac) {
    return List.of(left, right).stream()
        .filter(station -> station.device(FAR_END).status().mac().equals(Optional.of(mac)))
        .map(station -> ", it is " + station.name() + "'s")
        .findFirst()
        .orElse("");
  }
}

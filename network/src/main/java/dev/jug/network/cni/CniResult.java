package dev.jug.network.cni;

import dev.jug.linux.net.Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What plugins have made (CNI specification 1.0, Success).
 *
 * @param devices of the container and of the host
 * @param addresses of the container
 * @param routes in the container
 * @param nameservers whom the container may ask
 * @param json all of it
 */
public record CniResult(
    List<Device> devices,
    List<Address> addresses,
    List<Route> routes,
    List<String> nameservers,
    ObjectNode json) {
  /**
   * A device.
   *
   * @param mac its hardware address; may be empty
   * @param sandbox the namespace that it is in; empty for the host's
   */
  public record Device(String name, String mac, String sandbox) {}

  /**
   * An address.
   *
   * @param network the address and the length of its prefix: {@code 10.1.0.5/16}
   * @param gateway the way to others
   */
  public record Address(InetAddress address, String network, Optional<InetAddress> gateway) {}

  /**
   * A route.
   *
   * @param gateway empty for that of the addresses
   */
  public record Route(Prefix destination, Optional<InetAddress> gateway) {}

  public CniResult {
    devices = List.copyOf(devices);
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
    nameservers = List.copyOf(nameservers);
  }

  /**
   * Reads what a plugin printed.
   *
   * @throws CniException if that is no result
   */
  static CniResult read(String output) {
    try {
      return of(CniJson.MAPPER.readTree(output));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new CniException("it is no result: " + e.getMessage(), e);
    }
  }

  /**
   * Makes sense of what is read.
   *
   * @throws CniException if that is no result
   */
  public static CniResult of(JsonNode read) {
    if (!(read instanceof ObjectNode json)) {
      throw new CniException("it is no result: no JSON object");
    }
    var devices = new ArrayList<Device>();
    for (var one : json.path("interfaces")) {
      devices.add(new Device(text(one, "name"), text(one, "mac"), text(one, "sandbox")));
    }
    var addresses = new ArrayList<Address>();
    for (var one : json.path("ips")) {
      var network = text(one, "address");
      var address = InetAddress.ofLiteral(network.replaceFirst("/.*", ""));
      addresses.add(new Address(address, network, address(one, "gateway")));
    }
    var routes = new ArrayList<Route>();
    for (var one : json.path("routes")) {
      routes.add(new Route(Prefix.parse(text(one, "dst")), address(one, "gw")));
    }
    var nameservers = new ArrayList<String>();
    json.path("dns").path("nameservers").forEach(one -> nameservers.add(one.asString()));
    return new CniResult(devices, addresses, routes, nameservers, json);
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asString("");
  }

  private static Optional<InetAddress> address(JsonNode json, String field) {
    var text = text(json, field);
    return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
  }

  /** The first address of a family. */
  public Optional<Address> address(boolean ipv4) {
    return addresses.stream().filter(one -> isIpv4(one.address()) == ipv4).findFirst();
  }

  /** Through whom all is reached that no other route is for; empty if nothing is. */
  public Optional<InetAddress> gateway(boolean ipv4) {
    return routes.stream()
        .filter(one -> one.destination().length() == 0 && one.destination().isV4() == ipv4)
        .findFirst()
        .flatMap(one -> one.gateway().or(() -> address(ipv4).flatMap(Address::gateway)));
  }

  /** The hardware address of a device in the container; empty if it is not told. */
  public Optional<String> mac(String device) {
    return devices.stream()
        .filter(one -> one.name().equals(device) && !one.sandbox().isEmpty())
        .map(Device::mac)
        .filter(mac -> !mac.isEmpty())
        .findFirst();
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }
}

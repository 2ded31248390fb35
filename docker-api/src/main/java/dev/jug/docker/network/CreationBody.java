package dev.jug.docker.network;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.NetworkRequest;
import dev.jug.network.NetworkRequest.Wish;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /networks/create}.
 *
 * @param fields the whole body
 */
record CreationBody(Fields fields) {
  private static final String DRIVER = "bridge";
  private static final List<String> IPAM_DRIVERS = List.of("", "default");

  /** The request that it stands for. */
  NetworkRequest request() {
    refuseSwarms();
    var ipam = fields.object("IPAM");
    checkIpam(ipam.text("Driver"));
    return NetworkFailure.translated(() ->
        new NetworkRequest(
            fields.text("Name"),
            Objects.requireNonNullElse(fields.textOrNull("Driver"), DRIVER),
            fields.flagOr("EnableIPv4", true),
            fields.flag("EnableIPv6"),
            fields.flag("Internal"),
            fields.flag("Attachable"),
            ipam.objects("Config").stream().map(CreationBody::wish).toList(),
            fields.map("Options"),
            fields.map("Labels")));
  }

  private void refuseSwarms() {
    for (var flag : List.of("Ingress", "ConfigOnly")) {
      if (fields.flag(flag)) {
        throw new Unavailable("networks with " + flag + " are not there", "There is no swarm.");
      }
    }
    var template = fields.object("ConfigFrom").text("Network");
    if (!template.isEmpty()) {
      throw new NotFound("network " + template + " not found", "There is no swarm.");
    }
  }

  private static void checkIpam(String driver) {
    if (!IPAM_DRIVERS.contains(driver)) {
      throw new NotFound(
          "could not find plugin " + driver + " in v1 plugin registry: plugin not found",
          "Addresses are given out by the driver default only.");
    }
  }

  private static Wish wish(Fields config) {
    var reserved = new HashMap<String, InetAddress>();
    for (var entry : reservedIn(config).entrySet()) {
      reserved.put(entry.getKey(), Addresses.parse(entry.getValue(), "auxiliary address"));
    }
    return new Wish(
        subnet(config.text("Subnet")),
        subnet(config.text("IPRange")),
        address(config.text("Gateway")),
        reserved);
  }

  /** Clients send one name, the documentation of old versions has another. */
  private static Map<String, String> reservedIn(Fields config) {
    var reserved = config.map("AuxiliaryAddresses");
    return reserved.isEmpty() ? config.map("AuxAddress") : reserved;
  }

  private static @Nullable Subnet subnet(String text) {
    return text.isEmpty() ? null : Subnet.parse(text);
  }

  private static @Nullable InetAddress address(String text) {
    return text.isEmpty() ? null : Addresses.parse(text, "gateway");
  }
}

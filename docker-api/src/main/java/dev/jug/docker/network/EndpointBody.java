package dev.jug.docker.network;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.network.EndpointRequest;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a container is to be on a network: the schema {@code EndpointSettings}.
 *
 * @param fields the body
 */
public record EndpointBody(Fields fields) {
  /** The request that it stands for. */
  public EndpointRequest on(String network) {
    var addresses = fields.object("IPAMConfig");
    var mac = fields.text("MacAddress");
    if (!addresses.texts("LinkLocalIPs").isEmpty()) {
      throw new Invalid("link-local addresses cannot be chosen", "Leave --link-local-ip out.");
    }
    return new EndpointRequest(
        network,
        fields.texts("Aliases"),
        address(addresses, "IPv4Address"),
        address(addresses, "IPv6Address"),
        mac.isEmpty() ? null : mac,
        fields.texts("Links"),
        fields.map("DriverOpts"),
        Objects.requireNonNullElse(fields.smallNumber("GwPriority"), 0));
  }

  private static @Nullable InetAddress address(Fields addresses, String name) {
    var text = addresses.text(name);
    return text.isEmpty() ? null : Addresses.parse(text, name);
  }
}

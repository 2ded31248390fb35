package dev.jug.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.network.address.Subnet;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a network, of one family.
 *
 * @param subnet all of them
 * @param range the part that is given out to who asks for none; null for all
 * @param gateway the network's own; null if it has none
 * @param reserved addresses that nobody gets, by what they are for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IpamConfig(
    Subnet subnet,
    @Nullable Subnet range,
    @Nullable InetAddress gateway,
    Map<String, InetAddress> reserved) {
  public IpamConfig {
    reserved = Map.copyOf(Objects.requireNonNullElse(reserved, Map.of()));
  }
}

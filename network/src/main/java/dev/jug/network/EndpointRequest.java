package dev.jug.network;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a container is to be on a network.
 *
 * @param network name or id
 * @param aliases more names of the container on it
 * @param ipv4 null for any
 * @param ipv6 null for any
 * @param mac null for any; {@code 02:42:…}
 * @param links names of other containers and what to call them: {@code NAME:ALIAS}
 * @param driverOptions details: how fast it is (see {@code network.shaping}); others are only kept
 * @param gatewayPriority the endpoint with the highest has the default route; 0 if nothing is said
 */
public record EndpointRequest(
    String network,
    List<String> aliases,
    @Nullable InetAddress ipv4,
    @Nullable InetAddress ipv6,
    @Nullable String mac,
    List<String> links,
    Map<String, String> driverOptions,
    int gatewayPriority) {
  /**
   * The detail that says whether it is kept from sending under other addresses than its own: {@code
   * true}, {@code false}, {@link #IF_POSSIBLE}.
   */
  public static final String GUARD = "dev.jug.guard";

  /** It is, where the kernel has rules for frames. */
  public static final String IF_POSSIBLE = "auto";

  /**
   * The detail that plugins get as CNI_ARGS: {@code KEY=VALUE;…}, which says whom an endpoint is
   * for.
   */
  public static final String PLUGIN_ARGUMENTS = "dev.jug.cni.args";

  public EndpointRequest {
    aliases = List.copyOf(Objects.requireNonNullElse(aliases, List.of()));
    links = List.copyOf(Objects.requireNonNullElse(links, List.of()));
    driverOptions = Map.copyOf(Objects.requireNonNullElse(driverOptions, Map.of()));
  }

  /** On this network, everything else as it comes. */
  public static EndpointRequest on(String network) {
    return new EndpointRequest(network, List.of(), null, null, null, List.of(), Map.of(), 0);
  }

  /** The same with a hardware address. */
  public EndpointRequest withMac(String address) {
    return new EndpointRequest(
        network, aliases, ipv4, ipv6, address, links, driverOptions, gatewayPriority);
  }

  /** The same, where what it says itself comes first. */
  public EndpointRequest withDefaults(Map<String, String> options) {
    var all = new HashMap<>(options);
    all.putAll(driverOptions);
    return withOptions(all);
  }

  /** The same with other details. */
  public EndpointRequest withOptions(Map<String, String> options) {
    return new EndpointRequest(network, aliases, ipv4, ipv6, mac, links, options, gatewayPriority);
  }

  /** The same with links to other containers. */
  public EndpointRequest linked(List<String> others) {
    return new EndpointRequest(
        network, aliases, ipv4, ipv6, mac, others, driverOptions, gatewayPriority);
  }

  /** The same, with the name that the network has. */
  public EndpointRequest on(Network found) {
    return new EndpointRequest(
        found.record().name(), aliases, ipv4, ipv6, mac, links, driverOptions, gatewayPriority);
  }
}

package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a container is on the network {@code bridge}: what Docker's {@code NetworkSettings} had
 * before there were others, and old clients still read.
 *
 * @param bridge always empty
 * @param hairpinMode always false
 * @param linkLocal always empty
 * @param linkLocalPrefix always 0
 * @param endpointId 64 hexadecimal digits, or empty, as all that follows
 * @param gateway of IPv4
 * @param address6 IPv6
 * @param prefix6 bits, 0 for none
 * @param address IPv4
 * @param prefix bits, 0 for none
 * @param gateway6 of IPv6
 * @param mac hardware address
 */
public record FirstNetworkView(
    @JsonProperty("Bridge") String bridge,
    @JsonProperty("HairpinMode") boolean hairpinMode,
    @JsonProperty("LinkLocalIPv6Address") String linkLocal,
    @JsonProperty("LinkLocalIPv6PrefixLen") int linkLocalPrefix,
    @JsonProperty("EndpointID") String endpointId,
    @JsonProperty("Gateway") String gateway,
    @JsonProperty("GlobalIPv6Address") String address6,
    @JsonProperty("GlobalIPv6PrefixLen") int prefix6,
    @JsonProperty("IPAddress") String address,
    @JsonProperty("IPPrefixLen") int prefix,
    @JsonProperty("IPv6Gateway") String gateway6,
    @JsonProperty("MacAddress") String mac) {
  private static final FirstNetworkView NONE =
      new FirstNetworkView("", false, "", 0, "", "", "", 0, "", 0, "", "");

  /**
   * Of an endpoint.
   *
   * @param endpoint null if it is not on that network
   */
  static FirstNetworkView of(@Nullable EndpointView endpoint) {
    return endpoint == null
        ? NONE
        : new FirstNetworkView(
            "",
            false,
            "",
            0,
            endpoint.endpointId(),
            endpoint.gateway(),
            endpoint.address6(),
            endpoint.prefix6(),
            endpoint.address(),
            endpoint.prefix(),
            endpoint.gateway6(),
            endpoint.mac());
  }
}

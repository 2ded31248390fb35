package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.network.Endpoint;
import dev.jug.network.EndpointRequest;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a container is on one network: Docker's schema {@code EndpointSettings}. Addresses are empty
 * while it does not run.
 *
 * @param config what was asked for; null if nothing
 * @param links other containers, and what they are called here; null if none
 * @param aliases more names of it; null if none
 * @param driverOptions only kept
 * @param gatewayPriority the endpoint with the highest has the default route
 * @param networkId 64 hexadecimal digits
 * @param endpointId 64 hexadecimal digits
 * @param gateway of IPv4
 * @param address IPv4
 * @param prefix bits, 0 for none
 * @param gateway6 of IPv6
 * @param address6 IPv6
 * @param prefix6 bits, 0 for none
 * @param mac hardware address
 * @param names what it is called on the network; null if names are not known there
 */
public record EndpointView(
    @JsonProperty("IPAMConfig") @Nullable Wanted config,
    @JsonProperty("Links") @Nullable List<String> links,
    @JsonProperty("Aliases") @Nullable List<String> aliases,
    @JsonProperty("DriverOpts") Map<String, String> driverOptions,
    @JsonProperty("GwPriority") int gatewayPriority,
    @JsonProperty("NetworkID") String networkId,
    @JsonProperty("EndpointID") String endpointId,
    @JsonProperty("Gateway") String gateway,
    @JsonProperty("IPAddress") String address,
    @JsonProperty("IPPrefixLen") int prefix,
    @JsonProperty("IPv6Gateway") String gateway6,
    @JsonProperty("GlobalIPv6Address") String address6,
    @JsonProperty("GlobalIPv6PrefixLen") int prefix6,
    @JsonProperty("MacAddress") String mac,
    @JsonProperty("DNSNames") @Nullable List<String> names) {
  /**
   * Addresses that somebody asked for.
   *
   * @param ipv4 null for any
   * @param ipv6 null for any
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Wanted(
      @JsonProperty("IPv4Address") @Nullable String ipv4,
      @JsonProperty("IPv6Address") @Nullable String ipv6) {}

  /** Of an endpoint that is there. */
  public static EndpointView of(Endpoint endpoint, boolean hasNames) {
    var request = endpoint.request();
    return new EndpointView(
        config(request),
        unlessEmpty(request.links()),
        unlessEmpty(request.aliases()),
        request.driverOptions(),
        request.gatewayPriority(),
        endpoint.network(),
        endpoint.id(),
        shown(endpoint.gateway()),
        shown(endpoint.ipv4()),
        length(endpoint.ipv4Subnet()),
        shown(endpoint.gateway6()),
        shown(endpoint.ipv6()),
        length(endpoint.ipv6Subnet()),
        endpoint.mac(),
        hasNames ? endpoint.names() : null);
  }

  /**
   * Of an endpoint that is made when the container starts.
   *
   * @param networkId empty if there is no such network
   */
  public static EndpointView of(EndpointRequest request, String networkId) {
    return new EndpointView(
        config(request),
        unlessEmpty(request.links()),
        unlessEmpty(request.aliases()),
        request.driverOptions(),
        request.gatewayPriority(),
        networkId,
        "",
        "",
        "",
        0,
        "",
        "",
        0,
        request.mac() == null ? "" : request.mac(),
        null);
  }

  private static @Nullable Wanted config(EndpointRequest request) {
    return request.ipv4() == null && request.ipv6() == null
        ? null
        : new Wanted(orNull(request.ipv4()), orNull(request.ipv6()));
  }

  private static @Nullable String orNull(@Nullable InetAddress address) {
    return address == null ? null : Addresses.text(address);
  }

  private static String shown(@Nullable InetAddress address) {
    return address == null ? "" : Addresses.text(address);
  }

  private static int length(@Nullable Subnet subnet) {
    return subnet == null ? 0 : subnet.prefix();
  }

  private static @Nullable List<String> unlessEmpty(List<String> list) {
    return list.isEmpty() ? null : list;
  }
}

package dev.jug.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.network.address.Subnet;
import dev.jug.network.egress.Egress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What joins a sandbox to a network.
 *
 * @param id 64 hexadecimal digits
 * @param network the network's id
 * @param device its name in the sandbox, such as {@code eth0}
 * @param hostDevice the other end's name on the host; null if there is none
 * @param mac such as {@code 02:42:ac:11:00:02}
 * @param ipv4 null if it has none
 * @param ipv4Subnet the subnet it is of
 * @param ipv6 null if it has none
 * @param ipv6Subnet the subnet it is of
 * @param gateway of IPv4; null if nothing is reached through it
 * @param gateway6 of IPv6; null if nothing is reached through it
 * @param names what the container is called on the network, the container's own name first
 * @param request what was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoint(
    String id,
    String network,
    String device,
    @Nullable String hostDevice,
    String mac,
    @Nullable InetAddress ipv4,
    @Nullable Subnet ipv4Subnet,
    @Nullable InetAddress ipv6,
    @Nullable Subnet ipv6Subnet,
    @Nullable InetAddress gateway,
    @Nullable InetAddress gateway6,
    List<String> names,
    EndpointRequest request) {
  public Endpoint {
    names = List.copyOf(Objects.requireNonNullElse(names, List.of()));
  }

  /** Its addresses, IPv4 first. */
  public List<InetAddress> addresses() {
    var all = new ArrayList<InetAddress>();
    if (ipv4 != null) {
      all.add(ipv4);
    }
    if (ipv6 != null) {
      all.add(ipv6);
    }
    return all;
  }

  /** Whether anything beyond the network is reached through it. */
  public boolean hasGateway() {
    return gateway != null || gateway6 != null;
  }

  /** What it may reach; empty for everything. */
  public Optional<Egress> egress() {
    return Egress.of(request.driverOptions());
  }

  boolean isConfined() {
    return egress().isPresent();
  }

  /**
   * The same with what others have chosen for it.
   *
   * @param network4 its address with the length of its prefix: {@code 10.1.0.5/16}
   * @param network6 the same of IPv6
   */
  Endpoint made(
      String otherMac,
      Optional<String> network4,
      Optional<String> network6,
      Optional<InetAddress> way4,
      Optional<InetAddress> way6) {
    return new Endpoint(
        id,
        network,
        device,
        hostDevice,
        otherMac,
        network4.map(Endpoint::address).orElse(null),
        network4.map(Subnet::around).orElse(null),
        network6.map(Endpoint::address).orElse(null),
        network6.map(Subnet::around).orElse(null),
        way4.orElse(null),
        way6.orElse(null),
        names,
        request);
  }

  private static InetAddress address(String prefixed) {
    return InetAddress.ofLiteral(prefixed.substring(0, prefixed.indexOf('/')));
  }

  /** The same under other names. */
  Endpoint called(List<String> otherNames) {
    return with(otherNames, request);
  }

  /** The same with these details besides, or instead of, those that it has. */
  Endpoint and(Map<String, String> options) {
    var all = new HashMap<>(request.driverOptions());
    all.putAll(options);
    return with(all);
  }

  /** The same with these details and no others. */
  Endpoint with(Map<String, String> options) {
    return with(names, request.withOptions(options));
  }

  private Endpoint with(List<String> otherNames, EndpointRequest otherRequest) {
    return new Endpoint(
        id,
        network,
        device,
        hostDevice,
        mac,
        ipv4,
        ipv4Subnet,
        ipv6,
        ipv6Subnet,
        gateway,
        gateway6,
        otherNames,
        otherRequest);
  }
}

package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.network.IpamConfig;
import dev.jug.network.Member;
import dev.jug.network.NetworkRecord;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A network in the shape of {@code docker network inspect}.
 *
 * @param name its name
 * @param id 64 hexadecimal digits
 * @param created when it was made
 * @param scope always {@code local}
 * @param driver such as {@code bridge}
 * @param enableIpv4 whether endpoints get an IPv4 address
 * @param enableIpv6 whether endpoints get an IPv6 address
 * @param ipam its addresses
 * @param internal whether nothing but its own endpoints can be reached from it
 * @param attachable only kept
 * @param ingress whether it leads into a swarm: never
 * @param configFrom the network whose configuration it has: none
 * @param configOnly whether it is a configuration only: never
 * @param containers those on it that run, by id
 * @param options of the driver
 * @param labels free-form metadata
 */
public record NetworkView(
    @JsonProperty("Name") String name,
    @JsonProperty("Id") String id,
    @JsonProperty("Created") Instant created,
    @JsonProperty("Scope") String scope,
    @JsonProperty("Driver") String driver,
    @JsonProperty("EnableIPv4") boolean enableIpv4,
    @JsonProperty("EnableIPv6") boolean enableIpv6,
    @JsonProperty("IPAM") Ipam ipam,
    @JsonProperty("Internal") boolean internal,
    @JsonProperty("Attachable") boolean attachable,
    @JsonProperty("Ingress") boolean ingress,
    @JsonProperty("ConfigFrom") ConfigFrom configFrom,
    @JsonProperty("ConfigOnly") boolean configOnly,
    @JsonProperty("Containers") Map<String, MemberView> containers,
    @JsonProperty("Options") Map<String, String> options,
    @JsonProperty("Labels") Map<String, String> labels) {
  /**
   * Where addresses come from.
   *
   * @param driver always {@code default}
   * @param options of it: none
   * @param config one of each family
   */
  public record Ipam(
      @JsonProperty("Driver") String driver,
      @JsonProperty("Options") Map<String, String> options,
      @JsonProperty("Config") List<IpamView> config) {}

  /**
   * The addresses of one family.
   *
   * @param subnet all of them
   * @param range the part that is given out; null for all
   * @param gateway the network's own; null if it has none
   * @param auxiliary addresses that nobody gets, by what they are for; null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record IpamView(
      @JsonProperty("Subnet") String subnet,
      @JsonProperty("IPRange") @Nullable String range,
      @JsonProperty("Gateway") @Nullable String gateway,
      @JsonProperty("AuxiliaryAddresses") @Nullable Map<String, String> auxiliary) {

    private static IpamView of(IpamConfig config) {
      var reserved =
          config.reserved().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey,
                      entry -> Addresses.text(entry.getValue()),
                      (one, _) -> one,
                      TreeMap::new));
      return new IpamView(
          config.subnet().toString(),
          config.range() == null ? null : config.range().toString(),
          config.gateway() == null ? null : Addresses.text(config.gateway()),
          reserved.isEmpty() ? null : reserved);
    }
  }

  /**
   * The network whose configuration another one has.
   *
   * @param network its name; empty for none
   */
  public record ConfigFrom(@JsonProperty("Network") String network) {}

  /**
   * A container on the network.
   *
   * @param name its name
   * @param endpointId 64 hexadecimal digits; empty if the network has no endpoints
   * @param mac hardware address, or empty
   * @param ipv4 address and prefix, or empty
   * @param ipv6 address and prefix, or empty
   */
  public record MemberView(
      @JsonProperty("Name") String name,
      @JsonProperty("EndpointID") String endpointId,
      @JsonProperty("MacAddress") String mac,
      @JsonProperty("IPv4Address") String ipv4,
      @JsonProperty("IPv6Address") String ipv6) {

    /** Of a container with an endpoint. */
    public static MemberView of(Member member) {
      var endpoint = member.endpoint();
      return new MemberView(
          member.name(),
          endpoint.id(),
          endpoint.mac(),
          shown(endpoint.ipv4(), endpoint.ipv4Subnet()),
          shown(endpoint.ipv6(), endpoint.ipv6Subnet()));
    }

    /** Of a container without one. */
    public static MemberView of(String name) {
      return new MemberView(name, "", "", "", "");
    }

    private static String shown(@Nullable InetAddress address, @Nullable Subnet subnet) {
      return address == null || subnet == null
          ? ""
          : Addresses.text(address) + "/" + subnet.prefix();
    }
  }

  /**
   * The view of a network.
   *
   * @param members the containers on it that run, by id
   */
  public static NetworkView of(NetworkRecord network, Map<String, MemberView> members) {
    return new NetworkView(
        network.name(),
        network.id(),
        network.created(),
        "local",
        network.driver(),
        network.ipv4(),
        network.ipv6(),
        new Ipam("default", Map.of(), network.addresses().stream().map(IpamView::of).toList()),
        network.internal(),
        network.attachable(),
        false,
        new ConfigFrom(""),
        false,
        members,
        new TreeMap<>(network.options()),
        new TreeMap<>(network.labels()));
  }
}

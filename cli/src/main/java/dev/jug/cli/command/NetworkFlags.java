package dev.jug.cli.command;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.network.EndpointRequest;
import dev.jug.network.address.Addresses;
import dev.jug.network.port.PortSpec;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a container is on its networks. */
final class NetworkFlags {
  @Option(
      names = {"--network", "--net"},
      description = "NAME (default bridge), none, host, container:NAME, ns:PATH; also name=…,ip=….")
  List<String> networks = new ArrayList<>();

  @Option(
      names = {"-p", "--publish"},
      description = "[[ADDRESS:]PORT:]PORT[/udp]: a port of the host leads to it.")
  List<String> published = new ArrayList<>();

  @Option(
      names = {"-P", "--publish-all"},
      description = "Some port of the host leads to each exposed one.")
  boolean publishAll;

  @Option(names = "--expose", description = "PORT[/udp]: something may listen at it.")
  List<String> exposed = new ArrayList<>();

  @Option(
      names = {"--network-alias", "--net-alias"},
      description = "One more name on its network.")
  List<String> aliases = new ArrayList<>();

  @Option(names = "--ip", description = "Its IPv4 address.")
  @Nullable String ipv4;

  @Option(names = "--ip6", description = "Its IPv6 address.")
  @Nullable String ipv6;

  @Option(names = "--mac-address", description = "Its hardware address.")
  @Nullable String mac;

  @Option(names = "--link", description = "NAME[:ALIAS]: another container, and its name here.")
  List<String> links = new ArrayList<>();

  @Option(names = "--dns", description = "Whom it asks for names.")
  List<String> dns = new ArrayList<>();

  @Option(names = "--dns-search", description = "A domain to try names in.")
  List<String> dnsSearch = new ArrayList<>();

  @Option(
      names = {"--dns-option", "--dns-opt"},
      description = "An option of resolv.conf.")
  List<String> dnsOptions = new ArrayList<>();

  @Option(names = "--add-host", description = "NAME:ADDRESS for its hosts file.")
  List<String> extraHosts = new ArrayList<>();

  @Mixin TrafficFlags traffic = new TrafficFlags();

  /** Whose network it has. */
  NamespaceMode mode() {
    return NamespaceMode.parseNetwork(
        networks.isEmpty()
            ? ""
            : NetworkFailure.translated(() -> NetworkOption.parse(networks.getFirst())).network());
  }

  /** How it is on it. */
  NetworkOptions options() {
    return NetworkFailure.translated(() ->
        new NetworkOptions(
            endpoints(),
            published.stream().flatMap(text -> PortSpec.published(text).stream()).toList(),
            exposed.stream().flatMap(text -> PortSpec.exposed(text).stream()).toList(),
            publishAll,
            dns.stream().map(text -> Addresses.parse(text, "--dns")).toList(),
            dnsSearch,
            dnsOptions,
            extraHosts,
            links,
            traffic()));
  }

  private Map<String, String> traffic() {
    if (!(mode() instanceof OnNetwork) && traffic.isSaid()) {
      throw new Invalid(
          "conflicting options: --net-in, --net-out or --egress and a network that is not the container's own",
          "Name a network: --network NAME.");
    }
    return traffic.options();
  }

  private List<EndpointRequest> endpoints() {
    if (!(mode() instanceof OnNetwork(var first))) {
      refuseWithoutNetwork();
      return List.of();
    }
    var endpoints = new ArrayList<EndpointRequest>();
    networks.stream().map(NetworkOption::parse).forEach(endpoints::add);
    if (endpoints.isEmpty()) {
      endpoints.add(EndpointRequest.on(first));
    }
    endpoints.set(0, completed(endpoints.getFirst()));
    return endpoints;
  }

  /** The plain options are about the first network. */
  private EndpointRequest completed(EndpointRequest endpoint) {
    var all = new ArrayList<>(endpoint.aliases());
    all.addAll(aliases);
    return new EndpointRequest(
        endpoint.network(),
        all,
        ipv4 == null ? endpoint.ipv4() : address(ipv4, "--ip"),
        ipv6 == null ? endpoint.ipv6() : address(ipv6, "--ip6"),
        mac == null ? endpoint.mac() : mac,
        List.of(),
        endpoint.driverOptions(),
        endpoint.gatewayPriority());
  }

  private static InetAddress address(String text, String option) {
    return Addresses.parse(text, option);
  }

  private void refuseWithoutNetwork() {
    var asked =
        Map.of(
            "--network-alias",
            !aliases.isEmpty(),
            "--ip",
            ipv4 != null,
            "--ip6",
            ipv6 != null,
            "--link",
            !links.isEmpty());
    asked.forEach((option, isSaid) -> {
      if (isSaid) {
        throw new Invalid(
            "conflicting options: " + option + " and a network that is not the container's own",
            "Name a network: --network NAME.");
      }
    });
  }
}

package dev.jug.engine.request;

import dev.jug.network.EndpointRequest;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a container is on its networks, if it is on any.
 *
 * @param endpoints what was said about each, or where else it is than {@code --network} says
 * @param ports of the host that lead to it ({@code --publish})
 * @param exposed ports that something in it may listen at ({@code --expose}, and the image's)
 * @param publishAll whether some port of the host leads to each of these ({@code --publish-all})
 * @param dns whom it asks for names; empty for those whom the host asks
 * @param dnsSearch domains to try names in; empty for the host's
 * @param dnsOptions of its resolv.conf; empty for the host's
 * @param extraHosts more lines of its hosts file: {@code NAME:ADDRESS}, where the address may be
 *     {@code host-gateway}
 * @param links other containers' names, and what they are called here: {@code NAME:ALIAS}
 * @param traffic options of all its endpoints, unless one says otherwise: {@code dev.jug.net-in},
 *     {@code dev.jug.net-out} and {@code dev.jug.egress} ({@code --net-in}, {@code --net-out},
 *     {@code --egress})
 */
public record NetworkOptions(
    List<EndpointRequest> endpoints,
    List<PortBinding> ports,
    List<ContainerPort> exposed,
    boolean publishAll,
    List<InetAddress> dns,
    List<String> dnsSearch,
    List<String> dnsOptions,
    List<String> extraHosts,
    List<String> links,
    Map<String, String> traffic) {
  /** Nothing said. */
  public static final NetworkOptions NONE =
      new NetworkOptions(
          List.of(), List.of(), List.of(), false, List.of(), List.of(), List.of(), List.of(),
          List.of(), Map.of());

  public NetworkOptions {
    endpoints = copy(endpoints);
    ports = copy(ports);
    exposed = copy(exposed);
    dns = copy(dns);
    dnsSearch = copy(dnsSearch);
    dnsOptions = copy(dnsOptions);
    extraHosts = copy(extraHosts);
    links = copy(links);
    traffic = Map.copyOf(Objects.requireNonNullElse(traffic, Map.of()));
  }

  private static <T> List<T> copy(List<T> list) {
    return List.copyOf(Objects.requireNonNullElse(list, List.of()));
  }

  /** The same on other networks. */
  public NetworkOptions on(List<EndpointRequest> others) {
    return new NetworkOptions(
        others, ports, exposed, publishAll, dns, dnsSearch, dnsOptions, extraHosts, links, traffic);
  }

  /** The same, with these lines of its hosts file. */
  public NetworkOptions withHosts(List<String> hosts) {
    return new NetworkOptions(
        endpoints, ports, exposed, publishAll, dns, dnsSearch, dnsOptions, hosts, links, traffic);
  }

  /** The same, with these where nothing was said about names. */
  public NetworkOptions withNames(
      List<InetAddress> servers, List<String> search, List<String> options) {
    return new NetworkOptions(
        endpoints,
        ports,
        exposed,
        publishAll,
        dns.isEmpty() ? servers : dns,
        dnsSearch.isEmpty() ? search : dnsSearch,
        dnsOptions.isEmpty() ? options : dnsOptions,
        extraHosts,
        links,
        traffic);
  }

  /** The same, with this address of the host where none was said for a port. */
  public NetworkOptions publishingAt(InetAddress address) {
    var all =
        ports.stream()
            .map(port ->
                port.address() == null
                    ? new PortBinding(port.container(), address, port.first(), port.last())
                    : port)
            .toList();
    return withPorts(all);
  }

  private NetworkOptions withPorts(List<PortBinding> others) {
    return new NetworkOptions(
        endpoints,
        others,
        exposed,
        publishAll,
        dns,
        dnsSearch,
        dnsOptions,
        extraHosts,
        links,
        traffic);
  }

  /** The same with more published ports, and without some. */
  public NetworkOptions publishing(List<PortBinding> more, List<PortBinding> fewer) {
    var all = new ArrayList<>(ports);
    all.addAll(more);
    all.removeIf(binding -> fewer.stream().anyMatch(other -> other.isAbout(binding)));
    return withPorts(all);
  }

  /** The same, with these options for all endpoints, whatever one of them says. */
  public NetworkOptions shaped(Map<String, String> options) {
    var all = new HashMap<>(traffic);
    all.putAll(options);
    var others =
        endpoints.stream()
            .map(endpoint -> {
              var own = new HashMap<>(endpoint.driverOptions());
              own.keySet().removeAll(options.keySet());
              return endpoint.withOptions(own);
            })
            .toList();
    return new NetworkOptions(
        others, ports, exposed, publishAll, dns, dnsSearch, dnsOptions, extraHosts, links, all);
  }

  /** The endpoints, each with all that holds for it. */
  public List<EndpointRequest> completeEndpoints() {
    return endpoints.stream().map(endpoint -> endpoint.withDefaults(traffic)).toList();
  }

  /** The same with more ports that something may listen at. */
  public NetworkOptions exposing(List<ContainerPort> more) {
    var all = new ArrayList<>(exposed);
    more.stream().filter(port -> !all.contains(port)).forEach(all::add);
    return new NetworkOptions(
        endpoints, ports, all, publishAll, dns, dnsSearch, dnsOptions, extraHosts, links, traffic);
  }

  /**
   * Where a container is.
   *
   * @param network what {@code --network} says
   */
  public List<EndpointRequest> endpointsWith(String network) {
    var all = new ArrayList<EndpointRequest>();
    if (endpoints.stream().noneMatch(endpoint -> endpoint.network().equals(network))) {
      all.add(EndpointRequest.on(network));
    }
    all.addAll(endpoints);
    return all;
  }
}

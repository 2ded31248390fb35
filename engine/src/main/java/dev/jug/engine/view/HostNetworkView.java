package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.view.NetworkSettingsView.HostPort;
import dev.jug.network.address.Addresses;
import dev.jug.network.port.PortBinding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for of networks: a part of Docker's {@code HostConfig}.
 *
 * @param portBindings ports of the container, with those of the host that are to lead to them
 * @param publishAllPorts whether a port of the host leads to each that something may listen at
 * @param dns whom it asks for names
 * @param dnsOptions of its resolv.conf
 * @param dnsSearch domains to try names in
 * @param extraHosts more lines of its hosts file
 * @param links other containers, and what they are called here
 */
public record HostNetworkView(
    @JsonProperty("PortBindings") Map<String, List<HostPort>> portBindings,
    @JsonProperty("PublishAllPorts") boolean publishAllPorts,
    @JsonProperty("Dns") List<String> dns,
    @JsonProperty("DnsOptions") List<String> dnsOptions,
    @JsonProperty("DnsSearch") List<String> dnsSearch,
    @JsonProperty("ExtraHosts") List<String> extraHosts,
    @JsonProperty("Links") List<String> links) {
  /** The view of what was said. */
  public static HostNetworkView of(NetworkOptions options) {
    var bindings =
        options.ports().stream()
            .collect(
                Collectors.groupingBy(
                    binding -> binding.container().toString(),
                    TreeMap::new,
                    Collectors.mapping(HostNetworkView::port, Collectors.toList())));
    return new HostNetworkView(
        bindings,
        options.publishAll(),
        options.dns().stream().map(Addresses::text).toList(),
        options.dnsOptions(),
        options.dnsSearch(),
        options.extraHosts(),
        options.links());
  }

  private static HostPort port(PortBinding binding) {
    var range =
        binding.first() == 0
            ? ""
            : Stream.of(binding.first(), binding.last())
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining("-"));
    return new HostPort(binding.address() == null ? "" : Addresses.text(binding.address()), range);
  }
}

package dev.jug.cli.network;

import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.network.Endpoint;
import dev.jug.network.Network;
import dev.jug.network.NetworkRecord;
import dev.jug.network.address.Addresses;
import dev.jug.network.policy.Policy;
import dev.jug.network.shaping.Shaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a container's networks are made of, in words: devices, addresses, rules, ports, rates.
 *
 * @param engine knows who is where
 */
public record EndpointText(Engine engine) {
  /** Of all its networks; empty if it does not run, or is on none of its own. */
  public String of(Container container) {
    var gateway = engine.networks().gatewayOf(container);
    var text = new StringBuilder();
    for (var network : engine.networks().all()) {
      network
          .member(container.id())
          .ifPresent(member ->
              text.append(
                  of(
                      network,
                      member.endpoint(),
                      container,
                      gateway.filter(network::equals).isPresent())));
    }
    return text.toString();
  }

  private String of(Network network, Endpoint endpoint, Container container, boolean isWayOut) {
    var record = network.record();
    var text = new StringBuilder("network " + record.name());
    network.hostDevice().ifPresent(device -> text.append(", device ").append(device));
    text.append('\n');
    line(text, "cable", cable(endpoint));
    line(text, "address", address(endpoint, isWayOut));
    rules(record, endpoint).forEach(rule -> line(text, "rule", rule));
    if (isWayOut) {
      var ports = PortList.of(container.networking().settings()).toString();
      line(text, "ports", ports.isEmpty() ? "none" : ports);
    }
    line(text, "rate", rate(endpoint.request().driverOptions()));
    return text.toString();
  }

  private static void line(StringBuilder text, String what, String said) {
    text.append("  %-9s %s%n".formatted(what, said));
  }

  private static String cable(Endpoint endpoint) {
    var host = endpoint.hostDevice() == null ? "" : endpoint.hostDevice() + " (host) - ";
    return host + endpoint.device() + " (container), " + endpoint.mac();
  }

  private static String address(Endpoint endpoint, boolean isWayOut) {
    var addresses =
        endpoint.addresses().stream().map(Addresses::text).collect(Collectors.joining(", "));
    if (endpoint.gateway() == null) {
      return addresses;
    }
    var way = isWayOut ? ", which the default route goes by" : "";
    return addresses + ", gateway " + Addresses.text(endpoint.gateway()) + way;
  }

  private List<String> rules(NetworkRecord network, Endpoint endpoint) {
    var rules = new ArrayList<String>();
    rules.add(
        "may reach "
            + endpoint.egress().map(egress -> egress + ", nothing else").orElse("everything"));
    if (network.denies()) {
      var policies =
          engine.networks().policies().list(network.id()).stream()
              .map(Policy::name)
              .collect(Collectors.joining(", "));
      rules.add(
          "reaches no neighbour, and is reached by none, but where a policy says so: "
              + (policies.isEmpty() ? "there is none" : policies));
    } else if (!network.option("com.docker.network.bridge.enable_icc", true)) {
      rules.add("reaches no neighbour, and is reached by none");
    }
    if (network.internal()) {
      rules.add("the network leads nowhere else");
    } else if (network.option("com.docker.network.bridge.enable_ip_masquerade", true)) {
      rules.add("leaves the network as the host");
    }
    return rules;
  }

  private static String rate(Map<String, String> options) {
    return "in "
        + options.getOrDefault(Shaping.IN, "none")
        + ", out "
        + options.getOrDefault(Shaping.OUT, "none");
  }
}

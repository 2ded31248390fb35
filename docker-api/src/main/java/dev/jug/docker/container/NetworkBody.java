package dev.jug.docker.container;

import dev.jug.docker.json.Fields;
import dev.jug.docker.network.EndpointBody;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.network.EndpointRequest;
import dev.jug.network.address.Addresses;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.PortSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the body of {@code POST /containers/create} says of networks.
 *
 * @param config the whole body
 */
record NetworkBody(Fields config) {

  NetworkOptions options() {
    var host = config.object("HostConfig");
    return NetworkFailure.translated(() ->
        new NetworkOptions(
            endpoints(),
            ports(host.object("PortBindings")),
            exposed(),
            host.flag("PublishAllPorts"),
            host.texts("Dns").stream().map(text -> Addresses.parse(text, "Dns")).toList(),
            host.texts("DnsSearch"),
            host.texts("DnsOptions"),
            host.texts("ExtraHosts"),
            host.texts("Links"),
            Map.of()));
  }

  private List<EndpointRequest> endpoints() {
    var mode = config.object("HostConfig").text("NetworkMode");
    if (!(NamespaceMode.parseNetwork(mode) instanceof OnNetwork(var first))) {
      return List.of();
    }
    var said = config.object("NetworkingConfig").object("EndpointsConfig");
    var endpoints = new ArrayList<EndpointRequest>();
    for (var name : said.names()) {
      var network = name.equals("default") ? NamespaceMode.DEFAULT_NETWORK : name;
      endpoints.add(new EndpointBody(said.object(name)).on(network));
    }
    if (endpoints.stream().noneMatch(endpoint -> endpoint.network().equals(first))) {
      endpoints.addFirst(EndpointRequest.on(first));
    }
    return withMac(endpoints, first);
  }

  /** Clients before version 1.44 of the API say it of the container. */
  private List<EndpointRequest> withMac(List<EndpointRequest> endpoints, String first) {
    var mac = config.textOrNull("MacAddress");
    if (mac != null && !mac.isEmpty()) {
      endpoints.replaceAll(endpoint ->
          endpoint.network().equals(first) && endpoint.mac() == null
              ? endpoint.withMac(mac)
              : endpoint);
    }
    return endpoints;
  }

  private List<ContainerPort> exposed() {
    return config.object("ExposedPorts").names().stream()
        .flatMap(text -> PortSpec.exposed(text).stream())
        .toList();
  }

  private static List<PortBinding> ports(Fields bindings) {
    var ports = new ArrayList<PortBinding>();
    for (var name : bindings.names()) {
      var port = ContainerPort.parse(name);
      var places = bindings.objects(name);
      for (var place : places) {
        ports.add(PortSpec.binding(port, place.text("HostIp"), place.text("HostPort")));
      }
      if (places.isEmpty()) {
        ports.add(PortBinding.random(port));
      }
    }
    return ports;
  }
}

package dev.jug.engine.network;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OnNetwork;
import dev.jug.engine.view.EndpointView;
import dev.jug.engine.view.NetworkSettingsView;
import dev.jug.engine.view.NetworkSettingsView.HostPort;
import dev.jug.network.EndpointRequest;
import dev.jug.network.Network;
import dev.jug.network.Networks;
import dev.jug.network.Sandbox;
import dev.jug.network.address.Addresses;
import dev.jug.network.error.NetworkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Containers' networks in the shape of {@code docker inspect}.
 *
 * @param networks all there are
 */
record NetworkViews(Networks networks) {

  NetworkSettingsView of(ContainerRecord container, Optional<Sandbox> sandbox) {
    return switch (container.request().namespaces().network()) {
      case OnNetwork _ ->
          sandbox.map(live -> running(container, live)).orElseGet(() -> stopped(container));
      case NamespaceMode.Host() -> predefined("host");
      case NamespaceMode.Private() -> predefined("none");
      case NamespaceMode.OfContainer _, NamespaceMode.AtPath _ -> NetworkSettingsView.NONE;
    };
  }

  private NetworkSettingsView running(ContainerRecord container, Sandbox sandbox) {
    var endpoints = new TreeMap<String, EndpointView>();
    for (var endpoint : sandbox.endpoints()) {
      var network = networks.byId(endpoint.network());
      boolean names = network.map(found -> found.record().hasNames()).orElse(false);
      endpoints.put(networks.nameOf(endpoint.network()), EndpointView.of(endpoint, names));
    }
    return new NetworkSettingsView(
        container.id(),
        "/proc/" + container.pid() + "/ns/net",
        ports(container, sandbox),
        endpoints);
  }

  private static Map<String, @Nullable List<HostPort>> ports(
      ContainerRecord container, Sandbox sandbox) {
    var ports = new TreeMap<String, @Nullable List<HostPort>>();
    for (var exposed : container.request().network().exposed()) {
      ports.put(exposed.toString(), null);
    }
    for (var published : sandbox.ports()) {
      var name = published.container().toString();
      var all = new ArrayList<>(Objects.requireNonNullElse(ports.get(name), List.of()));
      all.add(
          new HostPort(Addresses.text(published.address()), Integer.toString(published.port())));
      ports.put(name, all);
    }
    return ports;
  }

  private NetworkSettingsView stopped(ContainerRecord container) {
    var endpoints = new TreeMap<String, EndpointView>();
    for (var request : container.request().network().completeEndpoints()) {
      endpoints.put(request.network(), EndpointView.of(request, id(request.network())));
    }
    return new NetworkSettingsView("", "", Map.of(), endpoints);
  }

  private NetworkSettingsView predefined(String name) {
    var endpoint = EndpointView.of(EndpointRequest.on(name), id(name));
    return new NetworkSettingsView("", "", Map.of(), Map.of(name, endpoint));
  }

  private String id(String name) {
    try {
      Network network = networks.find(name);
      return network.record().id();
    } catch (NetworkException _) {
      // It was removed meanwhile; the container's next start says so.
      return "";
    }
  }
}

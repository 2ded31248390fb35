package dev.jug.network;

import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A sandbox to make.
 *
 * @param occupant the container it is for
 * @param endpoints the networks it joins, at least one
 * @param ports what of the host leads into it
 * @param exposed ports of the container that something may listen at
 * @param publishAll whether a port of the host leads to each of these
 * @param nameservers whom its resolver asks; empty for those of the host
 */
public record SandboxRequest(
    Occupant occupant,
    List<EndpointRequest> endpoints,
    List<PortBinding> ports,
    Collection<ContainerPort> exposed,
    boolean publishAll,
    List<InetAddress> nameservers) {
  public SandboxRequest {
    endpoints = List.copyOf(endpoints);
    ports = List.copyOf(ports);
    exposed = List.copyOf(exposed);
    nameservers = List.copyOf(nameservers);
  }

  /** All wishes for ports; one that is published by name is not published again. */
  List<PortBinding> bindings() {
    var bindings = new ArrayList<>(ports);
    if (publishAll) {
      exposed.stream()
          .filter(port -> ports.stream().noneMatch(binding -> binding.container().equals(port)))
          .map(PortBinding::random)
          .forEach(bindings::add);
    }
    return bindings;
  }
}

package dev.jug.engine.view;

import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortSpec;
import java.util.List;

/**
 * Ports by which somebody looks for containers; one of them must be met.
 *
 * @param ports of containers, as {@code 80/tcp}
 */
public record PortFilter(List<String> ports) {
  public PortFilter {
    ports = List.copyOf(ports);
  }

  /**
   * Reads {@code 80}, {@code 8000-8010/udp}.
   *
   * @throws dev.jug.engine.error.EngineException if it is no port
   */
  public static PortFilter parse(String text) {
    var ports = NetworkFailure.translated(() -> PortSpec.exposed(text));
    return new PortFilter(ports.stream().map(ContainerPort::toString).toList());
  }

  /** Whether a port of the host leads to one, or is to when the container starts. */
  public boolean isPublished(ContainerView container) {
    return ports.stream()
        .anyMatch(port ->
            container.hostConfig().network().portBindings().containsKey(port)
                || container.networkSettings().ports().get(port) != null);
  }

  /** Whether something in the container may listen at one. */
  public boolean isExposed(ContainerView container) {
    return ports.stream()
        .anyMatch(port ->
            container.config().exposedPorts().containsKey(port)
                || container.hostConfig().network().portBindings().containsKey(port));
  }
}

package dev.jug.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.network.port.PublishedPort;
import java.util.List;
import java.util.Objects;

/**
 * What a sandbox is made of: enough for another engine to take it on.
 *
 * @param endpoints in the order in which they were made
 * @param ports of the host that lead into it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SandboxRecord(List<Endpoint> endpoints, List<PublishedPort> ports) {
  public SandboxRecord {
    endpoints = List.copyOf(Objects.requireNonNullElse(endpoints, List.of()));
    ports = List.copyOf(Objects.requireNonNullElse(ports, List.of()));
  }
}

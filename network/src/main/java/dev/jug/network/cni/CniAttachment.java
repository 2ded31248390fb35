package dev.jug.network.cni;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One container on one network (CNI specification 1.0, Attachment).
 *
 * @param container an id that no other container has: letters, digits, {@code _.-}
 * @param namespace its network namespace; empty if that is gone
 * @param device its name there, at most 15 bytes
 * @param capabilities what is said about this container to plugins that are capable of it
 * @param arguments what is said to all plugins in their environment: {@code KEY=VALUE;…}
 */
public record CniAttachment(
    String container,
    Optional<Path> namespace,
    String device,
    Map<String, JsonNode> capabilities,
    Optional<String> arguments) {
  public CniAttachment {
    capabilities = Map.copyOf(capabilities);
  }
}

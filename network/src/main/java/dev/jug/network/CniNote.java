package dev.jug.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What has to be known to take an endpoint off a network of plugins: the words with which it came.
 * It is on disk before the first plugin is called, and until the last has said that nothing is
 * left.
 *
 * @param endpoint the endpoint's id, which plugins take for the container's
 * @param device its name in the sandbox
 * @param configuration the network's, as it was then
 * @param capabilities what was said about this endpoint alone
 * @param arguments CNI_ARGS; null for none
 * @param result what plugins made; null as long as they have not said it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CniNote(
    String endpoint,
    String device,
    JsonNode configuration,
    Map<String, JsonNode> capabilities,
    @Nullable String arguments,
    @Nullable JsonNode result) {
  CniNote {
    capabilities = Map.copyOf(Objects.requireNonNullElse(capabilities, Map.of()));
  }

  CniNote with(JsonNode made) {
    return new CniNote(endpoint, device, configuration, capabilities, arguments, made);
  }
}

package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.jug.engine.request.NamespaceMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a container: Docker's schema {@code NetworkSettings}.
 *
 * @param sandboxId the container's id while it runs on networks, or empty
 * @param sandboxKey a path to its network namespace while it runs, or empty
 * @param ports each port that something may listen at, with the ports of the host that lead to it;
 *     null if none does
 * @param networks how it is on each, by name
 */
public record NetworkSettingsView(
    @JsonProperty("SandboxID") String sandboxId,
    @JsonProperty("SandboxKey") String sandboxKey,
    @JsonProperty("Ports") Map<String, @Nullable List<HostPort>> ports,
    @JsonProperty("Networks") Map<String, EndpointView> networks) {
  /** On none. */
  public static final NetworkSettingsView NONE =
      new NetworkSettingsView("", "", Map.of(), Map.of());

  /**
   * A port of the host.
   *
   * @param address 0.0.0.0 or :: for all
   * @param port its number
   */
  public record HostPort(
      @JsonProperty("HostIp") String address, @JsonProperty("HostPort") String port) {}

  /** How it is on the network that containers are on whose makers do not say. */
  @JsonUnwrapped
  @JsonProperty
  public FirstNetworkView first() {
    return FirstNetworkView.of(networks.get(NamespaceMode.DEFAULT_NETWORK));
  }

  /** Whether it is on a network, by its name or the beginning of its id. */
  public boolean isOn(String network) {
    return networks.containsKey(network)
        || networks.values().stream()
            .anyMatch(endpoint -> endpoint.networkId().startsWith(network));
  }
}

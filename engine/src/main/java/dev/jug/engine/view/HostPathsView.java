package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What of /proc and /sys is kept from a container: a part of Docker's {@code HostConfig}.
 *
 * @param masked it does not see
 * @param readOnly it may not change
 */
public record HostPathsView(
    @JsonProperty("MaskedPaths") List<String> masked,
    @JsonProperty("ReadonlyPaths") List<String> readOnly) {
  public HostPathsView {
    masked = List.copyOf(masked);
    readOnly = List.copyOf(readOnly);
  }
}

package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something that is mounted into a container.
 *
 * @param type {@code bind}, {@code volume}, {@code image} or {@code tmpfs}
 * @param name of the volume or image, null for others
 * @param source path on the host, empty for tmpfs
 * @param destination path in the container
 * @param driver of the volume, null for others
 * @param mode options as they were given
 * @param writable whether the container may write to it
 * @param propagation how mounts below it spread
 */
public record MountView(
    @JsonProperty("Type") String type,
    @JsonProperty("Name") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
    @JsonProperty("Source") String source,
    @JsonProperty("Destination") String destination,
    @JsonProperty("Driver") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String driver,
    @JsonProperty("Mode") String mode,
    @JsonProperty("RW") boolean writable,
    @JsonProperty("Propagation") String propagation) {
  /** What lists call it: a volume's name, or a path of the host. */
  public String shown() {
    return name == null ? source : name;
  }

  /** Whether somebody who looks for a volume, or a place, means this. */
  public boolean isCalled(String text) {
    return text.equals(name) || source.equals(text) || destination.equals(text);
  }
}

package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something of the host that is mounted into a container.
 *
 * @param type {@code bind} or {@code tmpfs}
 * @param source path on the host, empty for tmpfs
 * @param destination path in the container
 * @param mode options as they were given
 * @param writable whether the container may write to it
 * @param propagation how mounts below it spread
 */
public record MountView(
    @JsonProperty("Type") String type,
    @JsonProperty("Source") String source,
    @JsonProperty("Destination") String destination,
    @JsonProperty("Mode") String mode,
    @JsonProperty("RW") boolean writable,
    @JsonProperty("Propagation") String propagation) {}

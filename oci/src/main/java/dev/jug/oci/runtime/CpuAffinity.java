package dev.jug.oci.runtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The processors that a process run inside a container may use (config.md, "Linux Process",
 * execCPUAffinity). Lists look like {@code 0-3,7}.
 *
 * @param initial before it moves into the container's cgroup, null to leave it
 * @param ultimate once it is in the cgroup, null to leave it
 */
public record CpuAffinity(
    @Nullable String initial, @JsonProperty("final") @Nullable String ultimate) {}

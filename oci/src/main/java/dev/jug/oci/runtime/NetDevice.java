package dev.jug.oci.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A network device of the host that moves into the container (config-linux.md, "Network Devices").
 *
 * @param name its name in there, null to keep the host's
 */
public record NetDevice(@Nullable String name) {}

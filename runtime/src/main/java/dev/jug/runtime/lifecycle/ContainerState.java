package dev.jug.runtime.lifecycle;

import dev.jug.oci.runtime.State;
import java.time.Instant;

/**
 * A container's state, and what other runtimes tell besides.
 *
 * @param state what the specification asks for
 * @param rootfs absolute path of its root file system
 * @param created when it was created
 * @param owner user id of who created it
 */
public record ContainerState(State state, String rootfs, Instant created, long owner) {}

package dev.jug.build.graph;

import dev.jug.oci.image.ContainerConfig;

/**
 * A directory that must be there.
 *
 * @param path absolute; with all above it made with mode 0755 for root where it is missing
 */
public record WorkdirStep(StepLabel label, ContainerConfig config, String path) implements Step {}

package dev.jug.build.graph;

import dev.jug.oci.image.ContainerConfig;

/** A change of the configuration only. */
public record ConfigStep(StepLabel label, ContainerConfig config) implements Step {}

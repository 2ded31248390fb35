package dev.jug.build.graph;

import dev.jug.oci.image.ContainerConfig;

/** An instruction whose meaning is settled: no variable is left in it, no path is relative. */
public sealed interface Step permits AddStep, ConfigStep, CopyStep, RunStep, WorkdirStep {
  /** What it is called. */
  StepLabel label();

  /** The image's configuration after it. */
  ContainerConfig config();

  /** Whether it only changes the configuration, and adds no layer. */
  default boolean isEmptyLayer() {
    return this instanceof ConfigStep;
  }
}

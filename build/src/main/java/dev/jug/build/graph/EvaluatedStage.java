package dev.jug.build.graph;

import dev.jug.oci.image.ContainerConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage whose instructions are settled.
 *
 * @param steps in order; those that triggers of the base image asked for first
 * @param config the configuration at the end
 * @param args arguments declared in it, with values; stages made from it have them too
 * @param author of {@code MAINTAINER}; null without
 * @param warnings one sentence each
 */
public record EvaluatedStage(
    List<Step> steps,
    ContainerConfig config,
    Map<String, String> args,
    @Nullable String author,
    List<String> warnings) {
  public EvaluatedStage {
    steps = List.copyOf(steps);
    args = Map.copyOf(args);
    warnings = List.copyOf(warnings);
  }
}

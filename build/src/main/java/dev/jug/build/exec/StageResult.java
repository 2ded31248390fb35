package dev.jug.build.exec;

import dev.jug.build.graph.EvaluatedStage;
import dev.jug.image.catalog.Image;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.step.SharedStep;
import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.History;
import dev.jug.oci.image.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stage.
 *
 * @param image the image it began with, if not with nothing; of its base stage, if it has one
 * @param layers all of them, the lowest first
 * @param steps that made the layers on top of that image, the lowest first
 * @param history of the layers on top of that image and of steps without one, the lowest first
 * @param stage its steps
 * @param platform that it is for
 * @param stamp the time that its files and documents have, seconds since 1970
 */
record StageResult(
    @Nullable Image image,
    List<MadeLayer> layers,
    List<SharedStep> steps,
    List<History> history,
    EvaluatedStage stage,
    Platform platform,
    long stamp) {
  StageResult {
    layers = List.copyOf(layers);
    steps = List.copyOf(steps);
    history = List.copyOf(history);
  }

  ContainerConfig config() {
    return stage.config();
  }
}

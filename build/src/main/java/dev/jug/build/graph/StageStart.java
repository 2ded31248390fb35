package dev.jug.build.graph;

import dev.jug.oci.image.ContainerConfig;
import java.util.List;
import java.util.Map;

/**
 * What a stage begins with.
 *
 * @param config the configuration of the image, or of the stage
 * @param args arguments that a stage passes on to those made from it
 */
public record StageStart(ContainerConfig config, Map<String, String> args) {
  /** Where programs are looked for unless an image says otherwise. */
  static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  public StageStart {
    args = Map.copyOf(args);
  }

  /** An image, whose triggers are executed. */
  public static StageStart image(ContainerConfig config) {
    return new StageStart(config, Map.of());
  }

  /** Nothing. */
  public static StageStart scratch() {
    return image(ContainerConfig.NONE.withEnv(List.of(PATH)));
  }

  /** A stage of the same build. */
  public static StageStart stage(EvaluatedStage stage) {
    return new StageStart(stage.config(), stage.args());
  }
}

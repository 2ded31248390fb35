package dev.jug.build.graph;

import dev.jug.oci.image.ContainerConfig;
import java.util.ArrayList;
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

  /** An image, whose triggers are executed. Of the environment that it gives, PATH is a part. */
  public static StageStart image(ContainerConfig config) {
    if (config.env().stream().anyMatch(entry -> entry.startsWith("PATH="))) {
      return new StageStart(config, Map.of());
    }
    var env = new ArrayList<>(config.env());
    env.addFirst(PATH);
    return new StageStart(config.withEnv(env), Map.of());
  }

  /** Nothing. */
  public static StageStart scratch() {
    return image(ContainerConfig.NONE);
  }

  /** A stage of the same build. */
  public static StageStart stage(EvaluatedStage stage) {
    return new StageStart(stage.config(), stage.args());
  }
}

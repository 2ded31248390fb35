package dev.jug.build.graph;

import dev.jug.oci.image.Platform;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a build is asked for.
 *
 * @param buildArgs by name ({@code --build-arg})
 * @param target name or number of the stage wanted; null for the last one
 * @param platform that the image is for
 * @param buildPlatform that the build runs on
 * @param contexts names of contexts given besides the build context ({@code --build-context})
 * @param images references of images that such names stand for instead
 */
public record PlanRequest(
    Map<String, String> buildArgs,
    @Nullable String target,
    Platform platform,
    Platform buildPlatform,
    Set<String> contexts,
    Map<String, String> images) {
  public PlanRequest {
    buildArgs = Map.copyOf(buildArgs);
    contexts = Set.copyOf(contexts);
    images = Map.copyOf(images);
  }

  /** Contexts are directories only. */
  public PlanRequest(
      Map<String, String> buildArgs,
      @Nullable String target,
      Platform platform,
      Platform buildPlatform,
      Set<String> contexts) {
    this(buildArgs, target, platform, buildPlatform, contexts, Map.of());
  }

  /** The last stage, for this machine. */
  public static PlanRequest simple() {
    return new PlanRequest(Map.of(), null, Platform.host(), Platform.host(), Set.of());
  }
}

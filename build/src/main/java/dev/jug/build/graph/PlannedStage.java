package dev.jug.build.graph;

import dev.jug.build.dockerfile.Stage;
import dev.jug.oci.image.Platform;
import java.util.Set;

/**
 * A stage, and what must be there before it.
 *
 * @param stage as written
 * @param base what it begins with
 * @param platform that its base is for
 * @param sources all that it reads besides: of {@code COPY --from} and mounts; not the base
 */
public record PlannedStage(
    Stage stage, TreeSource base, Platform platform, Set<TreeSource> sources) {
  public PlannedStage {
    sources = Set.copyOf(sources);
  }

  /** Its number in the Dockerfile, from 0. */
  public int index() {
    return stage.index();
  }

  /** What others call it: its name, or {@code stage-N}. */
  public String title() {
    var name = stage.name();
    return name == null ? "stage-" + index() : name;
  }
}

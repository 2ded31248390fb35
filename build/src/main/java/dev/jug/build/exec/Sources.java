package dev.jug.build.exec;

import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.TreeSource;
import dev.jug.build.tree.SourceTree;
import dev.jug.image.make.MadeLayer;
import java.io.IOException;
import java.util.List;

/**
 * Opens the trees that steps of a stage read.
 *
 * @param world has the images
 * @param contexts that the build was given
 * @param stages those that are ready, by their numbers
 */
record Sources(BuildWorld world, Contexts contexts, Stages stages) {
  /** Gives stages that others need. */
  @FunctionalInterface
  interface Stages {
    /** Waits for a stage. */
    StageResult await(int index) throws InterruptedException;
  }

  /** Opens one; the caller closes it. */
  SourceTree open(TreeSource source, PlannedStage stage) throws IOException, InterruptedException {
    return switch (source) {
      case TreeSource.Context() -> contexts.open();
      case TreeSource.Named(var name) -> contexts.open(name);
      case TreeSource.OfStage(int index) ->
          SourceTree.of(world.images(), stages.await(index).layers());
      case TreeSource.OfImage(var reference) ->
          SourceTree.of(
              world.images(), MadeLayer.of(world.bases().find(reference, stage.platform())));
      case TreeSource.Scratch() -> SourceTree.of(world.images(), List.of());
    };
  }
}

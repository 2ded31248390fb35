package dev.jug.build.exec;

import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.TreeSource;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.make.MadeLayer;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.mount.DetachedMount;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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
      case TreeSource.OfStage(int index) -> layers(stages.await(index).layers());
      case TreeSource.OfImage(var reference) ->
          layers(MadeLayer.of(world.bases().find(reference, stage.platform())));
      case TreeSource.Scratch() -> layers(List.of());
    };
  }

  private SourceTree layers(List<MadeLayer> layers) throws IOException {
    if (layers.isEmpty()) {
      var empty = Workspace.open(world.images(), layers);
      return SourceTree.of(Rooted.open(empty.root(), ".", Rooted.O_PATH), empty);
    }
    var tree = world.images().open(layers);
    try {
      return SourceTree.of(united(tree), tree);
    } catch (RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  /** One layer needs no overlayfs, which would refuse it. */
  private static Fd united(LayerTree tree) {
    if (tree.lowers().size() == 1) {
      return Rooted.directory(tree.lowers().getFirst().toString());
    }
    return DetachedMount.readOnly(
        "overlay",
        tree.lowers().stream().map(lower -> Map.entry("lowerdir+", lower.toString())).toList());
  }
}

package dev.jug.build.exec;

import dev.jug.build.error.BuildFailure;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.step.BuildHold;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A step that makes a layer. */
interface Action {
  /** Says all that decides what comes of it, besides the layers below. */
  void describe(ContentKey key) throws IOException, InterruptedException;

  /**
   * Makes the layer.
   *
   * @param below the layers so far, the lowest first
   * @param hold takes the layer
   * @param output hears what commands print
   * @throws BuildFailure if it cannot be done
   */
  MadeLayer run(List<MadeLayer> below, BuildHold hold, Consumer<byte[]> output)
      throws IOException, InterruptedException;
}

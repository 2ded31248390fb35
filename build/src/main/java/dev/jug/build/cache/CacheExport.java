package dev.jug.build.cache;

import dev.jug.build.error.BuildFailure;
import dev.jug.image.Images;
import dev.jug.image.error.ImageException;
import dev.jug.image.step.BuildHold;
import dev.jug.image.step.SharedStep;
import dev.jug.image.transfer.Progress;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the steps of one build to other engines.
 *
 * @param images has their layers
 * @param hold of the build, as long as it lasts
 * @param warnings hears of caches that the build goes on without
 */
public record CacheExport(Images images, BuildHold hold, Consumer<String> warnings) {
  /**
   * Tells them.
   *
   * @param steps those that are asked for
   * @throws BuildFailure if they cannot be told, unless that may fail
   */
  public void write(BuildCaches.To cache, List<SharedStep> steps) {
    try (var target = cache.opening().open()) {
      images.push(hold.share(steps), null, target, Progress.NONE);
    } catch (IOException | ImageException e) {
      var message = "error writing the build cache: " + e.getMessage();
      if (!cache.wish().mayFail() || Thread.currentThread().isInterrupted()) {
        var failure = new BuildFailure(message);
        failure.initCause(e);
        throw failure;
      }
      warnings.accept(message);
    }
  }
}

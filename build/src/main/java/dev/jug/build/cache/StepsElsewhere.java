package dev.jug.build.cache;

import dev.jug.build.error.BuildFailure;
import dev.jug.image.error.ImageException;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.step.BuildHold;
import dev.jug.image.step.CachedStep;
import dev.jug.image.step.SharedSteps;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The caches that one build looks in. They are opened when the first step is looked for; one that
 * fails is told of, and not asked again: what cannot be had elsewhere is made here. Thread-safe.
 */
public final class StepsElsewhere implements AutoCloseable {
  private final List<BuildCaches.From> from;
  private final ImageCodec codec;
  private final Consumer<String> warnings;
  private @Nullable List<Opened> opened;

  private record Opened(ImageSource source, SharedSteps steps) {}

  /**
   * @param codec reads documents
   * @param warnings hears of caches that are of no use
   */
  public StepsElsewhere(List<BuildCaches.From> from, ImageCodec codec, Consumer<String> warnings) {
    this.from = from;
    this.codec = codec;
    this.warnings = warnings;
  }

  /**
   * Takes in what a step of this key made elsewhere.
   *
   * @param below the layers it lies above
   * @param hold takes it
   * @return empty if no cache has it
   * @throws IOException if the thread is interrupted
   */
  public Optional<CachedStep> fetch(Digest key, List<MadeLayer> below, BuildHold hold, Instant now)
      throws IOException {
    for (var cache : all()) {
      var step = cache.steps().find(key);
      if (step.isPresent()) {
        try {
          return Optional.of(hold.fetch(cache.source(), step.get(), below, now));
        } catch (IOException | ImageException e) {
          requireGoingOn(e);
          drop(cache, e);
        }
      }
    }
    return Optional.empty();
  }

  private synchronized List<Opened> all() throws IOException {
    if (opened == null) {
      opened = new ArrayList<>();
      for (var cache : from) {
        open(cache, opened);
      }
    }
    return List.copyOf(opened);
  }

  private void open(BuildCaches.From cache, List<Opened> into) throws IOException {
    @Nullable ImageSource source = null;
    try {
      source = cache.open();
      into.add(new Opened(source, SharedSteps.read(source, codec)));
    } catch (IOException | ImageException | BuildFailure e) {
      if (source != null) {
        source.close();
      }
      requireGoingOn(e);
      warn(e);
    }
  }

  /** Whoever is interrupted has not found that a cache is bad. */
  private static void requireGoingOn(Exception failure) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      switch (failure) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        default -> throw new IllegalStateException(failure);
      }
    }
  }

  private synchronized void drop(Opened cache, Exception why) {
    if (opened != null && opened.remove(cache)) {
      warn(why);
      cache.source().close();
    }
  }

  private void warn(Exception why) {
    warnings.accept("build cache ignored: " + why.getMessage());
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.forEach(cache -> cache.source().close());
      opened = List.of();
    }
  }
}

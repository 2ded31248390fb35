package dev.jug.image.step;

import dev.jug.image.catalog.Collector;
import dev.jug.image.content.ContentStore;
import dev.jug.image.layer.LayerDriver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells of what steps of builds take, and lets go of it.
 *
 * @param store has their blobs
 * @param driver has their layers
 * @param cache knows them
 * @param collector removes what nobody needs
 */
public record StepPrune(
    ContentStore store, LayerDriver driver, StepCache cache, Collector collector) {
  /**
   * What was let go of.
   *
   * @param bytes how much of the disk is free again: images may still need some of it
   */
  public record Pruned(List<CachedStep> steps, long bytes) {}

  /** All steps, the one first that was not used for the longest time. */
  public List<CachedStep> steps() throws IOException {
    var steps = new ArrayList<>(cache.all());
    steps.sort(Comparator.comparing(CachedStep::lastUse));
    return steps;
  }

  /** How much of the disk a step's layer takes, in both its forms, in bytes. */
  public long size(CachedStep step) throws IOException {
    var blob = step.layer().blob().digest();
    return (store.has(blob) ? store.size(blob) : 0) + driver.diskSize(driver.key(step.chain()));
  }

  /**
   * Forgets steps, the longest unused first; what they made goes unless somebody needs it. A build
   * that runs keeps what it has found.
   *
   * @param which may go
   * @param kept how many bytes may stay
   */
  public Pruned prune(Predicate<CachedStep> which, long kept) throws IOException {
    var steps = steps();
    long total = 0;
    for (var step : steps) {
      total += size(step);
    }
    var gone = new ArrayList<CachedStep>();
    for (var step : steps) {
      if (total > kept && which.test(step)) {
        total -= size(step);
        cache.remove(step.key());
        gone.add(step);
      }
    }
    return new Pruned(gone, gone.isEmpty() ? 0 : collector.collect().bytes());
  }
}

package dev.jug.engine;

import dev.jug.engine.error.EngineException;
import java.util.List;

/**
 * What became of containers that did not run.
 *
 * @param removed those that are gone
 * @param bytes how much of the disk is free again
 * @param kept why others stay, which were started or removed meanwhile, or are in use
 */
public record PrunedContainers(List<Container> removed, long bytes, List<EngineException> kept) {
  public PrunedContainers {
    removed = List.copyOf(removed);
    kept = List.copyOf(kept);
  }
}

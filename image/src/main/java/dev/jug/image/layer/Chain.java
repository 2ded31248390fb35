package dev.jug.image.layer;

import dev.jug.oci.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Layers that lie above each other (config.md, "Layer ChainID").
 *
 * @param diffIds digests of the uncompressed archives, the lowest first, at least one
 */
public record Chain(List<Digest> diffIds) {
  public Chain {
    diffIds = List.copyOf(diffIds);
    if (diffIds.isEmpty()) {
      throw new IllegalArgumentException("a chain has at least one layer");
    }
  }

  /** The topmost layer. */
  public Digest top() {
    return diffIds.getLast();
  }

  /** What lies below the topmost layer; must not be asked of a single layer. */
  public Chain parent() {
    return new Chain(diffIds.subList(0, diffIds.size() - 1));
  }

  /** Names the united tree. */
  public Digest id() {
    var id = diffIds.getFirst();
    for (var diffId : diffIds.subList(1, diffIds.size())) {
      id = Digest.of((id + " " + diffId).getBytes(StandardCharsets.UTF_8));
    }
    return id;
  }
}

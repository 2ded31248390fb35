package dev.jug.image.layer;

import dev.jug.oci.image.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Layers that lie above each other (config.md, "Layer ChainID").
 *
 * @param diffIds digests of the uncompressed archives, the lowest first; none for an empty tree
 */
public record Chain(List<Digest> diffIds) {
  public Chain {
    diffIds = List.copyOf(diffIds);
  }

  /** Whether there is no layer at all. */
  public boolean isEmpty() {
    return diffIds.isEmpty();
  }

  /** The topmost layer; must not be asked of an empty chain. */
  public Digest top() {
    return diffIds.getLast();
  }

  /** What lies below the topmost layer; must not be asked of a single layer. */
  public Chain parent() {
    return new Chain(diffIds.subList(0, diffIds.size() - 1));
  }

  /** Each layer on top of those below it, the lowest first. */
  public List<Chain> prefixes() {
    return IntStream.rangeClosed(1, diffIds.size())
        .mapToObj(count -> new Chain(diffIds.subList(0, count)))
        .toList();
  }

  /**
   * The layers that count, the topmost first: of one that lies there twice, the lower one changes
   * nothing that the upper one does not change again, and overlayfs does not take it twice.
   */
  public List<Digest> fromTop() {
    return diffIds.reversed().stream().distinct().toList();
  }

  /** All names that drivers may keep these layers under. */
  public List<Digest> keys() {
    return Stream.concat(diffIds.stream(), prefixes().stream().map(Chain::id)).toList();
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

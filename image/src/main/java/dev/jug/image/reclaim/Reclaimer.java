package dev.jug.image.reclaim;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.Collector;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.event.ImageNews;
import dev.jug.image.reclaim.ReclaimPolicy.Scope;
import dev.jug.image.reclaim.Reclaimed.Removal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what a policy lets go.
 *
 * @param store has the content
 * @param catalog has the names
 * @param reader reads documents
 * @param collector removes what no name leads to
 * @param news tells of it
 */
public record Reclaimer(
    ContentStore store, Catalog catalog, ImageReader reader, Collector collector, ImageNews news) {

  /**
   * Looks once, and removes what may go.
   *
   * @param space the store's disk now
   * @throws dev.jug.image.error.ImageException if a document is damaged, so that nobody knows what
   *     it needs
   */
  public Reclaimed run(ReclaimPolicy policy, DiskSpace space, Instant now) throws IOException {
    for (var manifest : collector.used()) {
      store.touch(manifest, now);
    }
    long excess = policy.excess(space);
    var waiting = excess > 0 ? policy.minimumAge() : policy.partialAge();
    long partial = store.partial().remove(now.minus(waiting));
    excess -= partial + collector.collect().bytes();
    var removed = new ArrayList<Removal>();
    for (var candidate : candidates()) {
      var why = why(candidate, policy, space, excess, now);
      if (!why.isEmpty()) {
        var removal = remove(candidate, why, now);
        removed.add(removal);
        excess -= removal.bytes();
      }
    }
    return new Reclaimed(removed, partial, space, Math.max(excess, 0));
  }

  private List<Candidate> candidates() throws IOException {
    return Candidate.all(catalog.entries(), store, reader, collector.used());
  }

  /** Empty if it stays. */
  private static String why(
      Candidate candidate, ReclaimPolicy policy, DiskSpace space, long excess, Instant now) {
    if (policy.scope() != Scope.UNUSED && !candidate.isNameless()) {
      return "";
    }
    var unused = Duration.between(candidate.lastUse(), now);
    if (policy.maximumAge() != null && unused.compareTo(policy.maximumAge()) > 0) {
      return "it is older than it may get";
    }
    return excess > 0 && unused.compareTo(policy.minimumAge()) > 0
        ? "the disk is " + space.usedPercent() + "% full"
        : "";
  }

  private Removal remove(Candidate candidate, String why, Instant now) throws IOException {
    try (var lease = store.lease()) {
      var departure = news.departing(candidate.lines());
      catalog.remove(candidate.lines());
      departure.tell();
      long bytes = collector.collect().bytes();
      lease.done();
      var unused = Duration.between(candidate.lastUse(), now);
      return new Removal(candidate.names(), unused, why, bytes);
    }
  }
}

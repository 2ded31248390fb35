package dev.jug.engine.resource;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been used, by those that are there and those that are not any more. Each counter of the
 * kernel is a source, and is counted once: as long as it is there by its newest number, afterwards
 * by its last.
 *
 * @param since when counting began
 * @param past what sources used that are gone
 * @param sources by name
 * @param peak most bytes of memory at a time
 * @param peakBefore what the kernel called the peak when counting began
 */
public record Ledger(
    Instant since, Counts past, Map<String, Source> sources, long peak, long peakBefore) {
  /** How names of sources begin that do not go when nobody mentions them. */
  static final String NETWORK = "network:";

  /** How identities begin of those whose amount is in the past already. */
  private static final String CLOSED = "closed:";

  /**
   * One counter.
   *
   * @param identity tells it from another of the same name
   * @param base what it showed before it counted for this ledger
   * @param last what it showed last
   */
  public record Source(String identity, Counts base, Counts last) {
    Counts amount() {
      return isClosed() ? Counts.ZERO : last.since(base);
    }

    private boolean isClosed() {
      return identity.startsWith(CLOSED);
    }

    private boolean isClosed(Reading reading) {
      return identity.equals(CLOSED + reading.identity());
    }

    private Source closed() {
      return isClosed() ? this : new Source(CLOSED + identity, last, last);
    }
  }

  /**
   * A look at a counter.
   *
   * @param identity tells it from another of the same name
   * @param counts what it shows
   */
  public record Reading(String identity, Counts counts) {}

  public Ledger {
    sources = Map.copyOf(sources);
  }

  /** An empty one. */
  static Ledger empty(Instant now) {
    return new Ledger(now, Counts.ZERO, Map.of(), 0, 0);
  }

  /** All of it. */
  public Counts total() {
    return sources.values().stream().map(Source::amount).reduce(past, Counts::plus);
  }

  /** The same after a look at all counters. */
  Ledger observed(Map<String, Reading> now) {
    var next = new TreeMap<String, Source>();
    var gone = past;
    for (var entry : sources.entrySet()) {
      var name = entry.getKey();
      var source = entry.getValue();
      var reading = now.get(name);
      if (reading == null && name.startsWith(NETWORK) && !source.isClosed()) {
        next.put(name, source);
      } else if (reading != null && source.isClosed(reading)) {
        next.put(name, source);
      } else if (reading != null && reading.identity().equals(source.identity())) {
        next.put(name, new Source(source.identity(), source.base(), reading.counts()));
      } else {
        gone = gone.plus(source.amount());
      }
    }
    now.forEach((name, reading) ->
        next.putIfAbsent(name, new Source(reading.identity(), Counts.ZERO, reading.counts())));
    return new Ledger(since, gone, next, peak, peakBefore);
  }

  /** A counter that has counted for others until now; one that is known stays as it is. */
  Ledger joined(String name, Reading reading) {
    var next = new TreeMap<>(sources);
    var source = next.get(name);
    if (source == null || source.isClosed()) {
      next.put(name, new Source(reading.identity(), reading.counts(), reading.counts()));
    }
    return new Ledger(since, past, next, peak, peakBefore);
  }

  /** A counter does not count for this any more, even if it is looked at once more. */
  Ledger left(String name) {
    var source = sources.get(name);
    if (source == null) {
      return this;
    }
    var next = new TreeMap<>(sources);
    next.put(name, source.closed());
    return new Ledger(since, past.plus(source.amount()), next, peak, peakBefore);
  }

  /**
   * After a look at memory.
   *
   * @param current bytes in use
   * @param kernelPeak most that ever were, as far as the kernel knows
   */
  Ledger remembering(long current, long kernelPeak) {
    long before = kernelPeak < peakBefore ? 0 : peakBefore;
    long seen = kernelPeak > before ? kernelPeak : current;
    return new Ledger(since, past, sources, Math.max(peak, seen), before);
  }

  /** Counting begins anew. */
  Ledger reset(Instant now, long current, long kernelPeak) {
    var next = new TreeMap<String, Source>();
    sources.forEach((name, source) ->
        next.put(name, new Source(source.identity(), source.last(), source.last())));
    return new Ledger(now, Counts.ZERO, next, current, kernelPeak);
  }
}

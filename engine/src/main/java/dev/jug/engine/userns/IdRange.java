package dev.jug.engine.userns;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Ids of the machine, one after the other.
 *
 * @param start the first
 * @param size how many, 0 or more
 */
record IdRange(long start, long size) {
  long end() {
    return start + size;
  }

  boolean meets(IdRange other) {
    return start < other.end() && other.start < end();
  }

  /** The first part of this size of which nothing is taken. */
  Optional<IdRange> free(long wanted, Collection<IdRange> taken) {
    var inWay =
        taken.stream()
            .filter(this::meets)
            .sorted(Comparator.comparingLong(IdRange::start))
            .toList();
    long from = start;
    for (var other : inWay) {
      if (other.start - from >= wanted) {
        break;
      }
      from = Math.max(from, other.end());
    }
    return end() - from >= wanted ? Optional.of(new IdRange(from, wanted)) : Optional.empty();
  }
}

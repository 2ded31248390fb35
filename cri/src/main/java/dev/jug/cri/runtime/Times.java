package dev.jug.cri.runtime;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Instants as the CRI has them. */
final class Times {
  private Times() {}

  /** Nanoseconds since the epoch. */
  static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  /** The same; 0 if there is none. */
  static long nanos(Optional<Instant> time) {
    return time.map(Times::nanos).orElse(0L);
  }
}

package dev.jug.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How long something has lasted, in the clock that only goes on: that on the wall may be set back,
 * or far ahead, and a time until then would not come to its end, or at once.
 *
 * @param begun as {@link System#nanoTime} has it
 */
record Stopwatch(long begun) {
  /** For what begins now. */
  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  /**
   * For what began under an earlier engine, of which only the time on the wall is known.
   *
   * @param since null for now; what lies ahead is taken for now
   */
  static Stopwatch since(@Nullable Instant since, InstantSource clock) {
    var now = clock.instant();
    boolean past = since != null && since.isBefore(now);
    return new Stopwatch(System.nanoTime() - (past ? Duration.between(since, now).toNanos() : 0));
  }

  /** So long by now. */
  Duration read() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}

package dev.jug.play.pod;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When something is due, in the clock that only goes on: that on the wall may be set back, and a
 * time until then would not come to its end.
 *
 * @param at as {@link System#nanoTime} has it
 */
record Due(long at) {
  /** So long from now. */
  static Due in(Duration wait) {
    return new Due(System.nanoTime() + wait.toNanos());
  }

  /**
   * So long after something that maybe happened under an earlier engine, of which only the time on
   * the wall is known.
   *
   * @param begun when that was; what lies ahead is taken for now
   */
  static Due after(Instant begun, Duration wait, InstantSource clock) {
    var since = Duration.between(begun, clock.instant());
    return in(since.isNegative() ? wait : wait.minus(since));
  }

  /** What is left; negative if it is over. */
  Duration left() {
    return Duration.ofNanos(at - System.nanoTime());
  }

  boolean isOver() {
    return !left().isPositive();
  }
}

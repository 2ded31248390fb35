package dev.jug.engine.restart;

import java.time.Duration;

/**
 * How long a restart waits, so that a program that ends at once does not keep the machine busy:
 * twice as long each time, and as at first after a run that lasted. Docker's numbers.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration LASTING = Duration.ofSeconds(10);

  private Duration wait = Duration.ZERO;

  /**
   * The wait before the next start.
   *
   * @param run how long the container ran
   */
  public Duration after(Duration run) {
    boolean lasted = run.compareTo(LASTING) >= 0;
    wait = lasted || wait.isZero() ? FIRST : shorter(wait.multipliedBy(2));
    return wait;
  }

  private static Duration shorter(Duration wanted) {
    return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
  }

  /** Somebody started it: what was is forgotten. */
  public void reset() {
    wait = Duration.ZERO;
  }
}

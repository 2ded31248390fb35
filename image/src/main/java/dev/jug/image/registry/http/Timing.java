package dev.jug.image.registry.http;

import dev.jug.image.registry.config.Waits;
import dev.jug.image.transfer.Patience;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait, and how often to try.
 *
 * @param clock tells when tokens expire
 * @param sleeper waits between two attempts
 * @param random spreads attempts of many clients
 * @param connect for a connection
 * @param stall for the next byte, and for an answer once all was sent
 * @param attempts most attempts of one request, 1 or more
 */
public record Timing(
    InstantSource clock,
    Sleeper sleeper,
    RandomGenerator random,
    Duration connect,
    Duration stall,
    int attempts) {
  private static final long FIRST_MILLIS = 500;
  private static final int MOST_DOUBLINGS = 6;

  /** By the clock of this machine. */
  public static Timing of(Waits waits) {
    return new Timing(
        InstantSource.system(),
        Thread::sleep,
        RandomGenerator.getDefault(),
        waits.connect(),
        waits.stall(),
        waits.attempts());
  }

  /** Lets time pass. */
  public interface Sleeper {
    /** Returns when that long is over. */
    void sleep(Duration duration) throws InterruptedException;
  }

  /** The same for downloads that break. */
  public Patience patience() {
    return new Patience(attempts, Duration.ofMillis(2 * FIRST_MILLIS));
  }

  /**
   * How long to wait before the next attempt: half a second, doubled each time, of which chance
   * takes up to a half; or as long as the server asks.
   *
   * @param attempt how many there were, 1 or more
   */
  public Duration pause(int attempt, Optional<Duration> asked) {
    long most = FIRST_MILLIS << Math.min(attempt - 1, MOST_DOUBLINGS);
    return asked.orElseGet(() -> Duration.ofMillis(most - random.nextLong(most / 2)));
  }

  /**
   * Waits.
   *
   * @throws InterruptedIOException if the thread is interrupted
   */
  public void sleep(Duration duration) throws InterruptedIOException {
    try {
      sleeper.sleep(duration);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two attempts");
    }
  }
}

package dev.jug.image.transfer;

import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * How often a broken connection is tried again, and how long to wait before: twice as long each
 * time. Bytes that arrive renew the patience.
 *
 * @param tries how many in a row may bring nothing
 * @param firstPause before the second try
 */
public record Patience(int tries, Duration firstPause) {
  /** For files, which are no better the second time. */
  public static final Patience NONE = new Patience(1, Duration.ZERO);

  /**
   * Waits before the next try.
   *
   * @param failures how many tries in a row brought nothing, 1 or more
   * @throws InterruptedIOException if the thread is interrupted
   */
  public void await(int failures) throws InterruptedIOException {
    try {
      Thread.sleep(firstPause.multipliedBy(1L << (failures - 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}

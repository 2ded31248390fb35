package dev.jug.play.turn;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one thread. Who rings while it is awake makes its next sleep a short one. Thread-safe. */
public final class Alarm {
  private final Semaphore rung = new Semaphore(0);

  /** Wakes it. */
  public void ring() {
    rung.release();
  }

  /** Sleeps until somebody rings, or a time is over. */
  public void sleep(Duration longest) throws InterruptedException {
    if (rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      rung.drainPermits();
    }
  }
}

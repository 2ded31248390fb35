package dev.jug.streaming.pipe;

import java.time.Duration;

/** Ends what has been silent for too long. */
public final class Idle implements AutoCloseable {
  private final long limit;
  private final Runnable end;
  private final Thread watch;
  private volatile long last = System.nanoTime();
  private volatile boolean passed;

  private Idle(Duration limit, Runnable end) {
    this.limit = limit.toNanos();
    this.end = end;
    this.watch = Thread.ofVirtual().name("streaming-idle").unstarted(this::watch);
  }

  /**
   * Watches from now on.
   *
   * @param end runs once, on another thread, if nothing was heard for that time
   */
  public static Idle after(Duration limit, Runnable end) {
    var idle = new Idle(limit, end);
    idle.watch.start();
    return idle;
  }

  /** Something went over. */
  public void heard() {
    last = System.nanoTime();
  }

  /** Whether it was silent for too long. */
  public boolean hasPassed() {
    return passed;
  }

  private void watch() {
    try {
      for (long left = limit; left > 0; left = limit - (System.nanoTime() - last)) {
        Thread.sleep(Duration.ofNanos(left));
      }
      passed = true;
      end.run();
    } catch (InterruptedException _) {
      // Nobody needs it any more.
    }
  }

  /** Watches no longer. */
  @Override
  public void close() {
    watch.interrupt();
  }
}

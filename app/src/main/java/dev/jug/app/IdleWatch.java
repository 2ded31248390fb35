package dev.jug.app;

import dev.jug.linux.proc.OwnMemory;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks after an engine that nobody talks to: after a while it gives memory back, and one that a
 * command started ends when there is nothing left to do. One that works all the time has its
 * garbage collected: the serial collector takes all the memory it may have before it looks for what
 * has become garbage when it was old.
 */
final class IdleWatch {
  private static final long LOOK_MILLIS = 1000;
  private static final long REST_NANOS = 5_000_000_000L;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long MODEST_HEAP = 64L << 20;

  private final LongSupplier lastUse;
  private final BooleanSupplier busy;
  private final long endNanos;
  private long lastWork = System.nanoTime();
  private boolean resting;
  private long largestHeap = MODEST_HEAP;

  /**
   * @param lastUse when a front was last connected, as {@link System#nanoTime} counts
   * @param busy whether containers run
   * @param endSeconds how long nothing may be going on before the engine ends; 0 for ever
   */
  IdleWatch(LongSupplier lastUse, BooleanSupplier busy, long endSeconds) {
    this.lastUse = lastUse;
    this.busy = busy;
    this.endNanos = endSeconds * SECOND_NANOS;
  }

  /** Watches until the engine should end, or the thread is interrupted. */
  void run(Runnable end) {
    try {
      while (!look(System.nanoTime())) {
        Thread.sleep(LOOK_MILLIS);
      }
      end.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look at a moment of {@link System#nanoTime}; true when the engine should end. */
  boolean look(long now) {
    long used = lastUse.getAsLong();
    boolean rests = now - used > REST_NANOS;
    if (rests && !resting) {
      collect();
      OwnMemory.pageOutFiles();
    } else if (Runtime.getRuntime().totalMemory() > largestHeap) {
      collect();
    }
    resting = rests;
    if (busy.getAsBoolean()) {
      lastWork = now;
    }
    return endNanos > 0 && now - Math.max(lastWork, used) > endNanos;
  }

  /** What is left shrinks the heap; it may grow by half until the next time. */
  private void collect() {
    System.gc();
    largestHeap = Math.max(MODEST_HEAP, Runtime.getRuntime().totalMemory() / 2 * 3);
  }
}

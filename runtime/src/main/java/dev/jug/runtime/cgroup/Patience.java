package dev.jug.runtime.cgroup;

import java.util.function.BooleanSupplier;

/** Waits for what the kernel does in its own time. */
final class Patience {
  private static final int TOTAL_MILLIS = 2000;

  private Patience() {}

  /**
   * Asks again and again for two seconds.
   *
   * @return whether the answer was yes in the end
   */
  static boolean until(int pauseMillis, BooleanSupplier done) {
    for (int waited = 0; waited < TOTAL_MILLIS; waited += pauseMillis) {
      if (done.getAsBoolean()) {
        return true;
      }
      pause(pauseMillis);
    }
    return done.getAsBoolean();
  }

  /**
   * An interrupt is kept for those who wait for one: what is half done must be done all the same.
   */
  static void pause(int millis) {
    boolean interrupted = Thread.interrupted();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

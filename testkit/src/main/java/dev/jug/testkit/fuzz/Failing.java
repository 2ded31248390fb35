package dev.jug.testkit.fuzz;

import org.jspecify.annotations.Nullable;

/** A thread whose failure another one gets, or that is left alone because it hangs. */
final class Failing extends Thread {
  private volatile @Nullable Error failure;

  Failing(Runnable action) {
    super(action, "fuzz");
    setDaemon(true);
    setUncaughtExceptionHandler(
        (_, e) -> failure = e instanceof Error error ? error : new AssertionError(e));
  }

  /** Where it hangs. */
  Throwable stuck() {
    var where = new IllegalStateException("it is here");
    where.setStackTrace(getStackTrace());
    return where;
  }

  void rethrow() {
    var error = failure;
    if (error != null) {
      throw error;
    }
  }
}

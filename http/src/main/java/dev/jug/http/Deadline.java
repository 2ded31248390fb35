package dev.jug.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one deadline of a connection. Moving it is cheap: a timer that finds it moved sets itself
 * again.
 */
final class Deadline {
  private final ScheduledExecutorService timer;
  private Runnable action = () -> {};
  private final ReentrantLock lock = new ReentrantLock();
  private boolean set;
  private long due;
  private boolean passed;
  private @Nullable Future<?> ticking;
  private long ticks;

  Deadline(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** The action runs after that time, if the deadline is not moved before. */
  void set(Duration time, Runnable next) {
    lock.lock();
    try {
      set = true;
      action = next;
      due = System.nanoTime() + time.toNanos();
      if (ticking != null && ticks - due > 0) {
        ticking.cancel(false);
        ticking = null;
      }
      if (ticking == null) {
        tickAt(due);
      }
    } finally {
      lock.unlock();
    }
  }

  /** No deadline for now. */
  void clear() {
    lock.lock();
    try {
      set = false;
    } finally {
      lock.unlock();
    }
  }

  /** No deadline ever again. */
  void end() {
    lock.lock();
    try {
      set = false;
      if (ticking != null) {
        ticking.cancel(false);
        ticking = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the action ran. */
  boolean passed() {
    lock.lock();
    try {
      return passed;
    } finally {
      lock.unlock();
    }
  }

  private void tickAt(long time) {
    ticks = time;
    ticking = timer.schedule(this::tick, time - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void tick() {
    Runnable last;
    lock.lock();
    try {
      ticking = null;
      if (set && due - System.nanoTime() > 0) {
        tickAt(due);
        return;
      }
      if (!set) {
        return;
      }
      set = false;
      passed = true;
      last = action;
    } finally {
      lock.unlock();
    }
    last.run();
  }
}

package dev.jug.streaming.session;

import java.util.ArrayList;
import java.util.List;

/**
 * A client's going, for whoever waits where no interrupt wakes: in a system call, as in {@code
 * recvmsg(2)}. Thread-safe.
 */
public final class Departure {
  private final List<Watch> watches = new ArrayList<>();
  private boolean gone;

  /** Somebody who wants to know. When it is closed, its action does not run any more. */
  public final class Watch implements AutoCloseable {
    private final Runnable action;

    private Watch(Runnable action) {
      this.action = action;
    }

    @Override
    public void close() {
      synchronized (Departure.this) {
        watches.remove(this);
      }
    }
  }

  /**
   * Watches from now on.
   *
   * @param action runs once, on another thread, or here if the client is gone already; must not
   *     block
   */
  public synchronized Watch watch(Runnable action) {
    var watch = new Watch(action);
    watches.add(watch);
    if (gone) {
      action.run();
    }
    return watch;
  }

  /** The client is gone. */
  public synchronized void tell() {
    if (!gone) {
      gone = true;
      watches.forEach(watch -> watch.action.run());
    }
  }
}

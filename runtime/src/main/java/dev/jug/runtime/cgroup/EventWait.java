package dev.jug.runtime.cgroup;

import dev.jug.linux.SysException;
import org.jspecify.annotations.Nullable;

/**
 * One thread waits for something that the kernel says again and again; any thread ends that. Of a
 * group's removal version 2 says nothing, so somebody has to.
 */
final class EventWait implements AutoCloseable {
  private final Runnable event;
  private final Runnable end;
  private @Nullable Thread waiter;
  private boolean closed;

  /**
   * Of this source.
   *
   * @param event waits, and fails with a {@link SysException} if the thread is interrupted
   * @param end lets go of the source
   */
  EventWait(Runnable event, Runnable end) {
    this.event = event;
    this.end = end;
  }

  /**
   * Waits for the next time.
   *
   * @return false if this is closed
   * @throws SysException with EINTR if the thread is interrupted
   */
  boolean await() {
    if (!enter()) {
      return false;
    }
    try {
      event.run();
    } catch (SysException e) {
      if (!leave()) {
        return false;
      }
      throw e;
    }
    return leave();
  }

  private synchronized boolean enter() {
    waiter = Thread.currentThread();
    return !closed;
  }

  /** An interrupt that only meant the end of the watch ends with it. */
  private synchronized boolean leave() {
    waiter = null;
    if (closed) {
      end.run();
      Thread.interrupted();
    }
    return !closed;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (waiter == null) {
      end.run();
    } else {
      waiter.interrupt();
    }
  }
}

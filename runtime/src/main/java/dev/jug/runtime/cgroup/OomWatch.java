package dev.jug.runtime.cgroup;

import dev.jug.linux.SysException;
import dev.jug.linux.io.EventFd;
import dev.jug.linux.io.FileWatch;

/**
 * Waits for the kernel to kill processes of a group for want of memory: by inotify(7) on {@code
 * memory.events} in version 2, by an eventfd(2) that {@code cgroup.event_control} is told of in
 * version 1. One thread waits, virtual or not; any thread closes. Close it when the container has
 * ended: of a group's removal version 2 says nothing.
 */
public final class OomWatch implements AutoCloseable {
  private static final int SETTLE_MILLIS = 10;
  private static final int SETTLE_TIMES = 20;

  private final OomCounter counter;
  private final EventWait events;
  private long seen;

  /** The watch begins before the count is read, so that no kill falls between. */
  private OomWatch(OomCounter counter, EventWait events) {
    this.counter = counter;
    this.events = events;
    this.seen = counter.kills();
  }

  /**
   * Begins to watch.
   *
   * @throws SysException if the group is not there
   */
  static OomWatch of(OomCounter counter) {
    if (counter.unified()) {
      var watch = FileWatch.of(counter.file());
      return new OomWatch(counter, new EventWait(watch::awaitChange, watch::close));
    }
    var events = EventFd.of(counter.file().resolveSibling("cgroup.event_control"), counter.file());
    return new OomWatch(counter, new EventWait(events::await, events::close));
  }

  /**
   * Waits for the next kills.
   *
   * @return how many there were since the last call, or since the watch began; 0 if the group is
   *     gone or the watch closed
   * @throws SysException with EINTR if the thread is interrupted
   */
  public long awaitKills() {
    while (events.await()) {
      long more = settled();
      if (more > 0 || !counter.isThere()) {
        return more;
      }
    }
    return 0;
  }

  /** The event comes when memory is short, the count grows when a process is chosen. */
  private long settled() {
    for (int i = 0; i < SETTLE_TIMES && counter.kills() == seen && counter.isThere(); i++) {
      Patience.pause(SETTLE_MILLIS);
    }
    long before = seen;
    seen = Math.max(seen, counter.kills());
    return seen - before;
  }

  /** Ends the wait, if somebody waits. */
  @Override
  public void close() {
    events.close();
  }
}

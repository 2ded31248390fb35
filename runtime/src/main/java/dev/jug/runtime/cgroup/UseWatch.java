package dev.jug.runtime.cgroup;

import dev.jug.linux.SysException;
import dev.jug.linux.io.EventFd;
import dev.jug.linux.io.FileWatch;
import java.util.Optional;

/**
 * Waits for a group to come near its memory limit. Version 1 tells when a threshold is crossed, up
 * or down ({@code memory.usage_in_bytes}, admin-guide/cgroup-v1/memory.rst, "Memory thresholds");
 * version 2 tells when the limit itself was met ({@code max} of {@code memory.events}). One thread
 * waits, virtual or not; any thread closes.
 */
public final class UseWatch implements AutoCloseable {
  private static final int ALL = 100;

  private final MemoryGauge gauge;
  private final EventWait events;
  private long met;

  private UseWatch(MemoryGauge gauge, EventWait events) {
    this.gauge = gauge;
    this.events = events;
    this.met = gauge.timesMet();
  }

  /**
   * Begins to watch. In version 1 this waits for all processors to have been at rest: not for a
   * virtual thread.
   *
   * @param percent of the limit
   * @return empty if the group has no limit
   * @throws SysException if the group is not there
   */
  static Optional<UseWatch> of(MemoryGauge gauge, int percent) {
    long limit = gauge.limit();
    if (limit <= 0) {
      return Optional.empty();
    }
    if (gauge.unified()) {
      var watch = FileWatch.of(gauge.file("memory.events"));
      return Optional.of(new UseWatch(gauge, new EventWait(watch::awaitChange, watch::close)));
    }
    var threshold = Long.toString(limit / ALL * percent);
    var events =
        EventFd.of(
            gauge.file("cgroup.event_control"), gauge.file("memory.usage_in_bytes"), threshold);
    return Optional.of(new UseWatch(gauge, new EventWait(events::await, events::close)));
  }

  /** How much of the limit is in use now, in percent; 0 if there is none any more. */
  public int percent() {
    return gauge.percent();
  }

  /**
   * Waits until that has changed much.
   *
   * @return what is in use, in percent of the limit; −1 if the watch was closed
   * @throws SysException with EINTR if the thread is interrupted
   */
  public int awaitChange() {
    while (events.await()) {
      if (!gauge.unified()) {
        return gauge.percent();
      }
      long before = met;
      met = gauge.timesMet();
      if (met > before) {
        return ALL;
      }
    }
    return -1;
  }

  /** Ends the wait, if somebody waits. */
  @Override
  public void close() {
    events.close();
  }
}

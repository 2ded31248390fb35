package dev.jug.runtime.launch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long what a launcher has started may take. When the time is up all of that is killed, so that
 * the launcher can say so; if the kernel keeps it alive, the launcher is killed as well. Used by
 * one thread.
 */
final class TimeLimit implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TimeLimit.class.getName());
  private static final Duration ROUND = Duration.ofMillis(50);
  private static final int ROUNDS = 100;

  private final Duration limit;
  private volatile boolean over;
  private @Nullable Thread alarm;

  TimeLimit(Duration limit) {
    this.limit = limit;
  }

  /** Begins to count; only {@link #close} ends that. */
  void begin(Launcher launcher) {
    var process = launcher.process().flatMap(child -> ProcessHandle.of(child.pid())).orElseThrow();
    alarm = Thread.ofVirtual().name("time-limit-" + process.pid()).start(() -> await(process));
  }

  /** Whether it is over. */
  boolean isOver() {
    return over;
  }

  Duration limit() {
    return limit;
  }

  private void await(ProcessHandle launcher) {
    try {
      Thread.sleep(limit);
      over = true;
      for (int round = 0; round < ROUNDS; round++) {
        below(launcher).forEach(ProcessHandle::destroyForcibly);
        Thread.sleep(ROUND);
      }
      LOG.log(System.Logger.Level.WARNING, "processes that were killed stay: {0}", below(launcher));
      launcher.destroyForcibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The launcher is a subreaper: whatever they begin stays below it. */
  private static List<ProcessHandle> below(ProcessHandle launcher) {
    return launcher.descendants().toList();
  }

  @Override
  public void close() {
    var running = alarm;
    if (running != null) {
      running.interrupt();
    }
  }
}

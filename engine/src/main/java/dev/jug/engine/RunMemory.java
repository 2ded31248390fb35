package dev.jug.engine;

import dev.jug.engine.event.Event.Action;
import dev.jug.linux.SysException;
import dev.jug.runtime.RunningGroup;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.cgroup.OomVictim;
import dev.jug.runtime.cgroup.OomWatch;
import dev.jug.runtime.cgroup.UseWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one run of a container: who is killed for want of it, and when most of it is in
 * use. Told once each, while it runs or at its end.
 */
final class RunMemory implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RunMemory.class.getName());

  /** Whose life is shorter is looked at when it ends: to watch costs more than to look. */
  private static final Duration SHORT = Duration.ofMillis(50);

  /** Between two events of one container: files come into memory and go again. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final int PERCENT = 80;

  private final Container container;
  private final Run run;
  private final RunningGroup group;
  private final Consumer<Run> onKill;
  private final ReentrantLock telling = new ReentrantLock();
  private volatile @Nullable OomWatch kills;
  private volatile @Nullable UseWatch use;
  private volatile boolean closed;
  private final AtomicLong told;

  /**
   * Of a run.
   *
   * @param told how many kills others have told of
   * @param onKill called when one was seen while it runs
   */
  RunMemory(Container container, Run run, RunningGroup group, long told, Consumer<Run> onKill) {
    this.container = container;
    this.run = run;
    this.group = group;
    this.told = new AtomicLong(told);
    this.onKill = onKill;
  }

  void watch() {
    Thread.ofVirtual()
        .name("memory of " + container.shortId())
        .start(() -> {
          if (!run.awaitEnd(SHORT)) {
            Thread.ofVirtual().start(() -> attempt(this::watchUse));
            attempt(this::watchKills);
          }
        });
  }

  /** A group that is gone has nothing to tell. */
  private void attempt(Runnable watch) {
    try {
      watch.run();
    } catch (CgroupException | SysException e) {
      LOG.log(System.Logger.Level.DEBUG, "memory of " + container.id() + " is not watched", e);
    }
  }

  private void watchKills() {
    try (var watch = group.watchKills()) {
      kills = watch;
      // Some may have been killed before the watch began.
      for (long more = 1; more > 0 && !closed; more = watch.awaitKills()) {
        if (tell()) {
          onKill.accept(run);
        }
      }
    }
  }

  private void watchUse() {
    boolean above = false;
    while (!closed && !run.awaitEnd(above ? QUIET : Duration.ZERO)) {
      try (var watch = openUse()) {
        use = watch;
        if (watch == null || closed) {
          return;
        }
        boolean now = watch.percent() >= PERCENT;
        now = now == above ? watch.awaitChange() >= PERCENT : now;
        if (now && !above) {
          container.publish(Action.MEMORY_THRESHOLD, PERCENT + "%", Map.of());
        }
        above = now;
      }
    }
  }

  /** Beginning to watch blocks, which a virtual thread should not. */
  private @Nullable UseWatch openUse() {
    return CompletableFuture.supplyAsync(
            () -> group.watchUse(PERCENT).orElse(null), Thread.ofPlatform().daemon()::start)
        .join();
  }

  /** Whether there were kills that nobody had told of. */
  private boolean tell() {
    telling.lock();
    try {
      long all = group.kills();
      int more = (int) Math.max(0, all - told.get());
      told.addAndGet(more);
      var victims = more == 0 ? List.<OomVictim>of() : group.victims();
      var latest = victims.subList(Math.max(0, victims.size() - more), victims.size());
      for (int i = 0; i < more; i++) {
        tell(i < latest.size() ? Optional.of(latest.get(i)) : Optional.empty());
      }
      return more > 0;
    } finally {
      telling.unlock();
    }
  }

  private void tell(Optional<OomVictim> victim) {
    var who = victim.map(v -> "process " + v.pid() + " (" + v.name() + ")").orElse("a process");
    LOG.log(
        System.Logger.Level.INFO,
        "the kernel killed {0} of container {1}, which has no more memory",
        who,
        container.id());
    container.publish(
        Action.OOM,
        victim
            .map(v -> Map.of("pid", Integer.toString(v.pid()), "process", v.name()))
            .orElse(Map.of()));
  }

  /**
   * Tells of what was not told yet, and watches no more.
   *
   * @return whether there ever was a kill
   */
  boolean finish() {
    close();
    try {
      tell();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot tell whether memory was short", e);
    }
    return told.get() > 0;
  }

  @Override
  public void close() {
    closed = true;
    var killed = kills;
    if (killed != null) {
      killed.close();
    }
    var used = use;
    if (used != null) {
      used.close();
    }
  }
}

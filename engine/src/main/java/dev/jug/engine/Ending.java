package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.linux.proc.Signal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How a container is brought to its end: it is asked, then forced, and does not come back. */
final class Ending {
  private static final int DEFAULT_STOP_SECONDS = 10;
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

  private final Container container;
  private final RecordKeeper keeper;
  private final ReentrantLock lock;
  private final Life life;
  private final Pausing pausing;

  Ending(Container container, RecordKeeper keeper, ReentrantLock lock, Life life, Pausing pausing) {
    this.container = container;
    this.keeper = keeper;
    this.lock = lock;
    this.life = life;
    this.pausing = pausing;
  }

  /** A signal that is meant to end it also ends a pause, in which nobody hears it. */
  void kill(Signal signal) {
    boolean ends = signal.equals(Signal.KILL) || signal.equals(stopSignal());
    if (ends ? cancelled() : isRestarting()) {
      return;
    }
    var run = ends ? ordered() : life.run();
    if (run == null) {
      throw new Conflict(
          "cannot kill container: "
              + container.name()
              + ": container "
              + container.id()
              + " is not running",
          "");
    }
    run.process().signal(signal);
    if (ends) {
      pausing.endFor(run);
    }
    container.publish(Action.KILL, Map.of("signal", Integer.toString(signal.number())));
  }

  private boolean isRestarting() {
    return keeper.get().status() == ContainerStatus.RESTARTING;
  }

  private boolean cancelled() {
    lock.lock();
    try {
      return life.restarts().cancel();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The run it is in, of which the record now says that somebody wants it to end. On disk too: an
   * engine that finds it ended must not start it again after somebody was told that it is killed.
   */
  private @Nullable Run ordered() {
    lock.lock();
    try {
      var run = life.run();
      if (run != null) {
        keeper.set(keeper.get().orderedToEnd());
        keeper.saveOrWarn(Survives.PROCESS);
      }
      return run;
    } finally {
      lock.unlock();
    }
  }

  void stop(StopRequest how) {
    if (cancelled()) {
      container.publish(Action.STOP, Map.of());
      return;
    }
    var run = ordered();
    if (run == null) {
      return;
    }
    run.process().signal(how.signal().orElseGet(this::stopSignal));
    pausing.endFor(run);
    if (!run.awaitEnd(patience(how.timeout()))) {
      killAndWait(run);
    }
    container.publish(Action.STOP, Map.of());
  }

  private Signal stopSignal() {
    var name = keeper.get().request().stopSignal();
    return name == null ? Signal.TERM : Signal.parse(name).orElse(Signal.TERM);
  }

  private Duration patience(Optional<Duration> timeout) {
    var own = keeper.get().request().stopTimeout();
    var chosen =
        timeout.orElseGet(() -> Duration.ofSeconds(own == null ? DEFAULT_STOP_SECONDS : own));
    return chosen.isNegative() ? FOR_EVER : chosen;
  }

  private void killAndWait(Run run) {
    run.process().signal(Signal.KILL);
    pausing.endFor(run);
    if (!run.awaitEnd(KILL_PATIENCE)) {
      throw new Failed(
          "container " + container.shortId() + " did not end although it was killed",
          "A process of it waits in the kernel, most often for a disk or a network file system.",
          null);
    }
  }

  void remove(boolean force, VolumeFate volumes) {
    while (true) {
      lock.lock();
      try {
        if (!force && life.isActive()) {
          throw busy(keeper.get().status());
        }
        life.restarts().cancel();
        if (life.run() == null) {
          life.discard(volumes);
          return;
        }
      } finally {
        lock.unlock();
      }
      var run = ordered();
      if (run != null) {
        killAndWait(run);
      }
    }
  }

  private Conflict busy(ContainerStatus status) {
    var way =
        status == ContainerStatus.PAUSED
            ? "is paused and must be unpaused first"
            : "is " + status.word() + ": stop the container before removing or force remove";
    return new Conflict(
        "cannot remove container \"/" + container.name() + "\": container " + way, "");
  }
}

package dev.jug.engine;

import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.restart.Backoff;
import dev.jug.engine.restart.Verdict;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Follows the restart policy of one container. */
final class Restarts {
  private static final System.Logger LOG = System.getLogger(Restarts.class.getName());

  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;
  private final ReentrantLock lock;
  private final Waiters waiters;
  private final Backoff backoff = new Backoff();
  private volatile CountDownLatch pause = new CountDownLatch(0);

  Restarts(
      Services services,
      Container container,
      RecordKeeper keeper,
      ReentrantLock lock,
      Waiters waiters) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
    this.lock = lock;
    this.waiters = waiters;
  }

  /**
   * Time between an end and the start after it.
   *
   * @param cancelled by whom it is cut short
   * @param length how long it is
   */
  record Pause(CountDownLatch cancelled, Duration length) {
    /** Waits; false if there is to be no start. */
    boolean await() {
      try {
        return !cancelled.await(length.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** Somebody starts it: what came before does not count any more. Call it with the lock. */
  void reset() {
    backoff.reset();
    keeper.set(keeper.get().restarts(0));
  }

  /**
   * Says in the record of one that has just ended whether it is started again. Call it with the
   * lock.
   *
   * @param ran how long it ran
   * @return the pause before that, if it is
   */
  Optional<Pause> afterEnd(Duration ran) {
    var record = keeper.get();
    if (!Verdict.atEnd(record)) {
      return Optional.empty();
    }
    keeper.set(record.restarting(record.restartCount() + 1));
    pause = new CountDownLatch(1);
    return Optional.of(new Pause(pause, backoff.after(ran)));
  }

  void startAfter(Pause before) {
    if (before.await()) {
      startAgain();
    }
  }

  /** Starts it if it is still to be; one that cannot be started has ended. */
  void startAgain() {
    lock.lock();
    try {
      boolean wanted = keeper.get().status() == ContainerStatus.RESTARTING;
      if (wanted && !services.containers().isClosed()) {
        container.life().start(Ends.NONE);
      }
    } catch (EngineException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "container {0} is not started again: {1}",
          container.id(),
          e.getMessage());
      waiters.ended(keeper.get().exitCode());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps it from being started again. Call it with the lock.
   *
   * @return whether that was about to happen
   */
  boolean cancel() {
    if (keeper.get().status() != ContainerStatus.RESTARTING) {
      return false;
    }
    pause.countDown();
    keeper.set(keeper.get().orderedToEnd().in(ContainerStatus.EXITED));
    keeper.saveOrWarn(Survives.PROCESS);
    waiters.ended(keeper.get().exitCode());
    return true;
  }

  /** The engine closes: the next one starts it. */
  void letGo() {
    pause.countDown();
  }
}

package dev.jug.engine.sight;

import dev.jug.linux.SysException;
import dev.jug.linux.io.ReadGate;
import dev.jug.linux.io.ReadGate.Waiting;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no reader waits for long, should the kernel keep whoever answers: then all are
 * let through to what the files said last. Sleeps while nobody reads.
 */
final class Watchman {
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final ReadGate gate;
  private final Thread thread;
  private volatile @Nullable Waiting served;
  private volatile boolean sleeps;
  private volatile boolean ended;

  Watchman(ReadGate gate) {
    this.gate = gate;
    this.thread = Thread.ofPlatform().name("jug-sight-watch").daemon().unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  /** Somebody is being served, by the one thread that does. */
  void begin(Waiting reader) {
    served = reader;
    if (sleeps) {
      LockSupport.unpark(thread);
    }
  }

  /** Nobody is. */
  void done() {
    served = null;
  }

  void end() throws InterruptedException {
    ended = true;
    LockSupport.unpark(thread);
    thread.join();
  }

  private void watch() {
    while (!ended) {
      var reader = served;
      if (reader == null) {
        sleep();
      } else {
        LockSupport.parkNanos(PATIENCE.toNanos());
        letThroughWhile(reader);
      }
    }
  }

  private void sleep() {
    sleeps = true;
    if (served == null && !ended) {
      LockSupport.park();
    }
    sleeps = false;
  }

  private void letThroughWhile(Waiting reader) {
    while (served == reader && !ended) {
      reader.close();
      try {
        gate.await(PAUSE).ifPresent(Waiting::close);
      } catch (SysException _) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}

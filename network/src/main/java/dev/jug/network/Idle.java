package dev.jug.network;

import dev.jug.network.error.NetworkException;
import java.time.Duration;

/**
 * Waits until nothing has been released for a while: who starts one container after the other does
 * not pay for a bridge each time. Thread-safe.
 */
final class Idle implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Runnable then;
  private long begun;
  private boolean closed;

  Idle(Runnable then) {
    this.then = then;
  }

  /** Begins to wait, or begins again. */
  synchronized void begin() {
    long mine = ++begun;
    if (!closed) {
      Thread.ofVirtual().name("networks idle").start(() -> await(mine));
    }
  }

  private void await(long mine) {
    try {
      Thread.sleep(PATIENCE);
      if (isLast(mine)) {
        then.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (NetworkException e) {
      System.getLogger(Idle.class.getName())
          .log(System.Logger.Level.WARNING, e.getMessage() + "; it is tried again", e);
    }
  }

  private synchronized boolean isLast(long mine) {
    return !closed && mine == begun;
  }

  /** Nothing is done any more. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}

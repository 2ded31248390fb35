package dev.jug.http;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks out for the client's end while a handler waits for something else. A client that only ends
 * its own direction counts as gone: it has nothing to wait for but the answer, and no client of
 * HTTP does so.
 */
public final class Watch implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Runnable action;
  private boolean gone;
  private boolean closed;

  Watch(Runnable action) {
    this.action = action;
  }

  void leave() {
    lock.lock();
    try {
      gone = true;
      if (!closed) {
        action.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the client has gone. */
  public boolean isGone() {
    lock.lock();
    try {
      return gone;
    } finally {
      lock.unlock();
    }
  }

  /** From here on the action does not run any more. The connection goes on. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}

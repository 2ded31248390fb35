package dev.jug.network;

import dev.jug.linux.SysException;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Network namespaces made ahead, since making one takes as long as much of a container's start.
 * Thread-safe.
 */
final class BlankStacks implements AutoCloseable {
  private static final int WANTED = 3;

  private final Queue<BlankStack> ready = new ArrayDeque<>();
  private boolean filling;
  private boolean closed;

  /** One that is nobody's. */
  BlankStack take() {
    var blank = poll();
    refill();
    try {
      return blank == null ? BlankStack.make() : blank;
    } catch (SysException e) {
      throw new NetworkException(
          Kind.FAILED, "cannot make a network namespace: " + e.getMessage(), "", e);
    }
  }

  private synchronized @Nullable BlankStack poll() {
    return ready.poll();
  }

  private synchronized void refill() {
    if (!filling && !closed && ready.size() < WANTED) {
      filling = true;
      Thread.ofVirtual().name("blank network stacks").start(this::fill);
    }
  }

  private void fill() {
    try {
      while (isWanting()) {
        keep(BlankStack.make());
      }
    } catch (SysException e) {
      // Whoever needs one makes it, and is told why that fails.
      System.getLogger(BlankStacks.class.getName())
          .log(System.Logger.Level.DEBUG, "no network namespaces ahead", e);
    } finally {
      filled();
    }
  }

  private synchronized boolean isWanting() {
    return !closed && ready.size() < WANTED;
  }

  private synchronized void filled() {
    filling = false;
  }

  private synchronized void keep(BlankStack blank) {
    if (closed) {
      blank.discard();
    } else {
      ready.add(blank);
    }
  }

  /** Nobody has needed one for a while. */
  synchronized void drain() {
    ready.forEach(BlankStack::discard);
    ready.clear();
  }

  @Override
  public synchronized void close() {
    closed = true;
    drain();
  }
}

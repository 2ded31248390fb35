package dev.jug.streaming.spdy;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * How much the client has room for, of one stream or of all (2.6.8). It is counted from the
 * beginning, and holds when the client has shown that it counts too. Thread-safe.
 */
final class SendWindow {
  private static final long LARGEST = Integer.MAX_VALUE;

  private long left;
  private boolean holds;
  private @Nullable String failure;

  SendWindow(long left, boolean holds) {
    this.left = left;
    this.holds = holds;
  }

  /**
   * Takes some of what is left, at least one byte, and waits for that.
   *
   * @throws IOException if nothing can be sent any more
   */
  synchronized int take(int wanted) throws IOException {
    await();
    if (failure != null) {
      throw new IOException(failure);
    }
    int taken = holds ? (int) Math.min(left, wanted) : wanted;
    left -= taken;
    return taken;
  }

  /** It counts from now on. */
  synchronized void hold() {
    holds = true;
  }

  /** The client has more room, or less; false if that is more than can be. */
  synchronized boolean add(long more) {
    if (left + more > LARGEST) {
      return false;
    }
    left += more;
    notifyAll();
    return true;
  }

  /** Whoever waits, or comes, fails; false if that was so already. */
  synchronized boolean fail(String why) {
    if (failure != null) {
      return false;
    }
    failure = why;
    notifyAll();
    return true;
  }

  private synchronized void await() throws InterruptedIOException {
    try {
      while (failure == null && holds && left <= 0) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the client's window");
    }
  }
}

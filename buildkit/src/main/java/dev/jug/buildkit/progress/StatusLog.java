package dev.jug.buildkit.progress;

import dev.jug.buildkit.host.Follower;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * News of one build on their way to one client, which may come late. While somebody follows whoever
 * tells too much has to wait; while nobody does what is oldest is forgotten. Thread-safe.
 */
public final class StatusLog {
  private static final int LARGEST = 4 << 20;

  private final ArrayDeque<byte[]> news = new ArrayDeque<>();
  private int bytes;
  private int followers;
  private boolean ended;

  /** Tells something. */
  public synchronized void tell(byte[] statusResponse) {
    while (bytes > LARGEST && followers > 0) {
      try {
        wait();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    while (bytes > LARGEST) {
      bytes -= news.remove().length;
    }
    news.add(statusResponse);
    bytes += statusResponse.length;
    notifyAll();
  }

  /** Nothing more happens. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Hears all that was not heard yet, and what comes, until the end. */
  public void follow(Follower follower) throws IOException, InterruptedException {
    count(1);
    try {
      for (var next = next(); next.isPresent(); next = next()) {
        follower.hear(next.get());
      }
    } finally {
      count(-1);
    }
  }

  private synchronized void count(int more) {
    followers += more;
    notifyAll();
  }

  private synchronized Optional<byte[]> next() throws InterruptedException {
    while (news.isEmpty() && !ended) {
      wait();
    }
    var next = Optional.ofNullable(news.poll());
    next.ifPresent(taken -> bytes -= taken.length);
    notifyAll();
    return next;
  }
}

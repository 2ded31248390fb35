package dev.jug.http.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One read on a thread of its own. It is never interrupted, which would close the channel: whoever
 * wants the bytes waits for it, and closing the connection ends it.
 */
final class ReadAhead {
  private final CountDownLatch done = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private byte[] bytes = {};
  private @Nullable IOException failure;
  private boolean gone;
  private @Nullable Runnable action;

  ReadAhead(InputStream in, int size) {
    Thread.ofVirtual().name("http-watch").start(() -> read(in, size));
  }

  private void read(InputStream in, int size) {
    int count = -1;
    try {
      var buffer = new byte[size];
      count = in.read(buffer);
      bytes = Arrays.copyOf(buffer, Math.max(count, 0));
    } catch (IOException e) {
      failure = e;
    } finally {
      done.countDown();
    }
    if (count < 0) {
      leave();
    }
  }

  private void leave() {
    Runnable last;
    lock.lock();
    try {
      gone = true;
      last = action;
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.run();
    }
  }

  void whenGone(Runnable next) {
    boolean now;
    lock.lock();
    try {
      action = next;
      now = gone;
    } finally {
      lock.unlock();
    }
    if (now) {
      next.run();
    }
  }

  /** Waits for them; none at the end of the stream. */
  byte[] bytes() throws IOException, InterruptedException {
    done.await();
    if (failure != null) {
      throw failure;
    }
    return bytes;
  }
}

package dev.jug.grpc.http2;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How much the other end has room for, of one stream or of all (RFC 9113, 5.2). Thread-safe. */
final class SendWindow {
  private static final long LARGEST = Integer.MAX_VALUE;

  private long left;
  private @Nullable IOException failure;

  SendWindow(long left) {
    this.left = left;
  }

  /**
   * Takes some of what is left, at least one byte, and waits for that.
   *
   * @throws IOException if nothing can be sent any more
   */
  synchronized int take(int wanted) throws IOException, InterruptedException {
    while (failure == null && left <= 0) {
      wait();
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    int taken = (int) Math.min(left, wanted);
    left -= taken;
    return taken;
  }

  /** The other end has more room, or less. */
  synchronized void add(long more) throws Http2Exception {
    if (left + more > LARGEST) {
      throw new Http2Exception(
          Http2Exception.FLOW_CONTROL_ERROR, "a window of more than " + LARGEST + " bytes");
    }
    left += more;
    notifyAll();
  }

  /** Whoever waits, or comes, fails. */
  synchronized void fail(IOException why) {
    if (failure == null) {
      failure = why;
      notifyAll();
    }
  }
}

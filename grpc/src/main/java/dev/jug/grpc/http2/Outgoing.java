package dev.jug.grpc.http2;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent. A thread of its own writes it: whoever sends may be interrupted, and an
 * interrupt within a write would close the connection for all. Thread-safe.
 */
final class Outgoing {
  private static final int WAITING = 32;

  private final OutputStream out;
  private final BlockingQueue<Optional<byte[]>> queue = new ArrayBlockingQueue<>(WAITING);
  private volatile @Nullable IOException failure;

  /**
   * @param greeting what comes before all else
   */
  Outgoing(OutputStream out, byte[] greeting) {
    this.out = new BufferedOutputStream(out, 2 * Frame.LARGEST);
    queue.add(Optional.of(greeting));
  }

  /** Puts bytes in line that must not be torn apart; waits while the line is long. */
  void send(byte[] bytes) throws IOException, InterruptedException {
    var failed = failure;
    if (failed != null) {
      throw new IOException("the connection is closed", failed);
    }
    queue.put(Optional.of(bytes));
  }

  /** Puts a frame in line. */
  void send(Frame frame) throws IOException, InterruptedException {
    send(frame.bytes());
  }

  /** Has all that is in line written, and no more. */
  void end() throws InterruptedException {
    queue.put(Optional.empty());
  }

  /** Writes until the end; when that fails what comes after is thrown away. */
  void run() {
    try {
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        write(next.get());
      }
      write(new byte[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(byte[] bytes) {
    if (failure != null) {
      return;
    }
    try {
      out.write(bytes);
      if (queue.isEmpty()) {
        out.flush();
      }
    } catch (IOException e) {
      failure = e;
    }
  }
}

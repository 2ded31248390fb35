package dev.jug;

import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the standard streams of a program in a container come from and go to. Whoever does not read
 * holds the program up, as a pipe would; nothing is kept in between.
 *
 * @param in null for a program that reads nothing
 */
record Streams(@Nullable InputStream in, OutputStream out, OutputStream err) {
  private static final int BUFFER = 8192;

  /**
   * Copies until the program has ended.
   *
   * @param monitor subscribed to; this closes it
   * @throws UncheckedIOException if what was said cannot be passed on, or no input can be read
   */
  void copy(Socket monitor) {
    var failure = new AtomicReference<@Nullable IOException>();
    try (var frames = new FrameSocket(monitor)) {
      var input =
          Thread.ofVirtual()
              .name("input of a container")
              .unstarted(() -> {
                feed(frames, failure);
              });
      input.start();
      try {
        receive(frames);
      } finally {
        frames.shutdown();
        input.interrupt();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var failed = failure.get();
    if (failed != null) {
      throw new UncheckedIOException("cannot read the input of the container", failed);
    }
  }

  private void receive(FrameSocket frames) throws IOException {
    try {
      for (var frame = frames.receive(); frame.isPresent(); frame = frames.receive()) {
        switch (frame.get().type()) {
          case STDOUT -> pass(frame.get(), out);
          case STDERR -> pass(frame.get(), err);
          case EXITED -> {
            return;
          }
          default -> {}
        }
      }
    } catch (SysException | BrokenFrameException e) {
      throw new IOException("the connection with the container is lost: " + e.getMessage(), e);
    }
  }

  private static void pass(Frame frame, OutputStream to) throws IOException {
    to.write(frame.payload());
    to.flush();
  }

  private void feed(FrameSocket frames, AtomicReference<@Nullable IOException> failure) {
    try {
      if (in != null) {
        var buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          frames.send(Frame.of(FrameType.STDIN, Arrays.copyOf(buffer, count)));
        }
        frames.send(Frame.of(FrameType.STDIN_EOF));
      }
    } catch (SysException e) {
      // The program has ended before it read everything.
    } catch (IOException e) {
      failure.set(e);
      frames.shutdown();
    }
  }
}

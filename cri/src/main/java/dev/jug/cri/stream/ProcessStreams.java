package dev.jug.cri.stream;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.runtime.ExitStatus;
import dev.jug.streaming.session.Streams;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.util.Arrays;

/**
 * A client's streams connected with a process, through its monitor: a thread for each direction, no
 * buffer but one piece of each. A client that does not read holds the process up, and the other way
 * round.
 *
 * @param monitor subscribed to; the caller closes it
 * @param client its ends
 * @param stdin whether what the client sends is the process's input
 * @param ends whether the client's end is the input's
 */
record ProcessStreams(FrameSocket monitor, Streams client, boolean stdin, boolean ends) {
  private static final int PIECE = 16_384;

  /**
   * Copies until the process has ended and all its output is with the client.
   *
   * @return its exit code
   * @throws IOException if the client is gone
   * @throws InterruptedException if it is known to be gone
   */
  int copy() throws IOException, InterruptedException {
    var input = Thread.ofVirtual().name("stream-stdin").unstarted(this::copyInput);
    try {
      if (stdin) {
        input.start();
      } else {
        client.stdin().close();
      }
      return copyOutput();
    } catch (SysException e) {
      if (e.errno() == Errno.EINTR) {
        throw (InterruptedException) new InterruptedException("the client is gone").initCause(e);
      }
      throw e;
    } finally {
      // It waits for one of the two. To interrupt it would end the client's connection, on which it
      // may just be making room.
      client.stdin().close();
      monitor.shutdown();
      input.join();
    }
  }

  private int copyOutput() throws IOException {
    for (var frame = monitor.receive(); frame.isPresent(); frame = monitor.receive()) {
      switch (frame.get().type()) {
        case STDOUT -> client.stdout().write(frame.get().payload());
        case STDERR -> client.stderr().write(frame.get().payload());
        case EXITED -> {
          return new ExitStatus(frame.get().number(0)).code();
        }
        default -> {}
      }
    }
    throw new IOException("the process's monitor is gone, and how it ended is not known");
  }

  private void copyInput() {
    var piece = new byte[PIECE];
    try {
      for (int count = client.stdin().read(piece); count >= 0; count = client.stdin().read(piece)) {
        monitor.send(Frame.of(FrameType.STDIN, Arrays.copyOf(piece, count)));
      }
      if (ends) {
        monitor.send(Frame.of(FrameType.STDIN_EOF));
      }
    } catch (IOException | SysException _) {
      // The client is gone, or the process has ended; the other direction hears of it.
    }
  }
}

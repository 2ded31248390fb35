package dev.jug.docker.stream;

import dev.jug.docker.stream.Output.Stream;
import dev.jug.engine.request.DetachKeys;
import dev.jug.http.endpoint.Duplex;
import dev.jug.linux.SysException;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Connects a client's stream with a process, through its monitor. One thread for each direction,
 * and a buffer of a few kilobytes: a client that does not read holds the process up, and the other
 * way round.
 *
 * @param monitor subscribed to; this closes it
 * @param client this closes it too
 * @param options what goes where
 */
public record Attachment(FrameSocket monitor, Duplex client, Options options) {
  private static final int BUFFER = 8192;

  /**
   * What a client wants of a process.
   *
   * @param stdin whether it writes its input
   * @param stdout whether it reads its output
   * @param stderr whether it reads its errors
   * @param raw whether output comes as it is; else with a head before each piece
   * @param terminal whether the process has one, at which keys detach the client
   * @param keys in Docker's notation; null for the default
   */
  public record Options(
      boolean stdin,
      boolean stdout,
      boolean stderr,
      boolean raw,
      boolean terminal,
      @Nullable String keys) {}

  /**
   * Copies until the process has ended, or the client is gone.
   *
   * @param ended runs when the process has ended, before the client hears of it
   */
  public void run(Runnable ended) {
    var input = Thread.ofVirtual().name("attached input").unstarted(() -> copyInput());
    try (client;
        monitor) {
      input.start();
      copyOutput(ended);
    } catch (IOException | SysException | BrokenFrameException e) {
      // One of the two is gone, and so the other is let go.
    }
  }

  private void copyOutput(Runnable ended) throws IOException {
    var output = new Output(client.out(), options.raw());
    for (var frame = monitor.receive(); frame.isPresent(); frame = monitor.receive()) {
      switch (frame.get().type()) {
        case STDOUT -> write(output, Stream.STDOUT, options.stdout(), frame.get());
        case STDERR -> write(output, Stream.STDERR, options.stderr(), frame.get());
        case EXITED -> {
          ended.run();
          client.closeWrite();
          return;
        }
        default -> {}
      }
    }
  }

  private static void write(Output output, Stream stream, boolean wanted, Frame frame)
      throws IOException {
    if (wanted) {
      output.write(stream, frame.payload());
    }
  }

  private void copyInput() {
    var watch = new KeyWatch(options.terminal() ? DetachKeys.parse(options.keys()) : new byte[0]);
    var buffer = new byte[BUFFER];
    try {
      for (int count = client.in().read(buffer); count >= 0; count = client.in().read(buffer)) {
        if (options.stdin()) {
          send(watch.pass(buffer, count));
        }
        if (watch.found()) {
          monitor.shutdown();
          return;
        }
      }
      if (options.stdin()) {
        monitor.send(Frame.of(FrameType.STDIN_EOF));
      }
      if (client.endsAsOne()) {
        monitor.shutdown();
      }
    } catch (IOException | SysException e) {
      // It has ended, or the client is gone.
      monitor.shutdown();
    }
  }

  private void send(byte[] input) {
    if (input.length > 0) {
      monitor.send(Frame.of(FrameType.STDIN, input));
    }
  }
}

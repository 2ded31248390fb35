package dev.jug.door;

import dev.jug.linux.SysException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Has another process answer a front, which does not notice:
 *
 * <pre>{@code
 * front             this engine            the other process
 *   │ ── REQUEST ──────► │ ── REQUEST ────────────► │
 *   │ ◄───────── READY   │ ◄──────────────── READY  │   only if it wants the input
 *   │ ── STDIN … ──────► │ ── STDIN … ────────────► │
 *   │ ◄─ STDOUT, STDERR  │ ◄─────── STDOUT, STDERR  │
 *   │ ◄────────── EXIT   │ ◄───────────────── EXIT  │
 * }</pre>
 */
public final class Relay {
  /** The exit code when the other process dies without a word. */
  private static final int DIED = 125;

  private final FrameSocket other;
  private final Front front;
  private final boolean allIsError;

  /**
   * A conversation with another process.
   *
   * @param other leads to it; the caller closes it, also when it is interrupted
   * @param allIsError whether its output is shown as standard error, because the front's own output
   *     is about something else
   */
  public Relay(FrameSocket other, Front front, boolean allIsError) {
    this.other = other;
    this.front = front;
    this.allIsError = allIsError;
  }

  /** Has it done; the result is the exit code. */
  public int run(Request request) {
    other.send(request.toFrame());
    for (var frame = receive(); frame.isPresent(); frame = receive()) {
      switch (frame.get().type()) {
        case STDOUT -> front.pass(allIsError, frame.get().payload());
        case STDERR -> front.pass(true, frame.get().payload());
        case READY -> front.passInput(this::pass);
        case EXIT -> {
          return code(frame.get());
        }
        default -> {}
      }
    }
    front.printError("jug: the process that worked on it has died; the engine's log may say why");
    return DIED;
  }

  private static int code(Frame frame) {
    return ByteBuffer.wrap(frame.payload()).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private Optional<Frame> receive() {
    try {
      return other.receive();
    } catch (SysException e) {
      return Optional.empty();
    }
  }

  /** What it does not want any more is dropped: its answer says why. */
  private void pass(Frame frame) {
    try {
      if (frame.type() == FrameType.STDIN || frame.type() == FrameType.STDIN_EOF) {
        other.send(frame);
      }
    } catch (SysException e) {
      front.listen(_ -> {});
    }
  }
}

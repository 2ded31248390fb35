package dev.jug.door;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.util.concurrent.CancellationException;

/** The conversation with one front (docs/protocols.md, "Front and engine"). */
public final class FrontSession {
  private static final System.Logger LOG = System.getLogger(FrontSession.class.getName());
  private static final int FAILURE = 125;

  /** What answers a front. */
  @FunctionalInterface
  public interface Program {
    /** Does what was asked; the result is the front's exit code. */
    int run(Front front);
  }

  private FrontSession() {}

  /**
   * Serves one front until its command has ended. Call it on a thread of its own.
   *
   * @param socket the accepted connection; the caller closes it
   */
  public static void serve(FrameSocket socket, Program program) {
    var first = socket.receive();
    if (first.isEmpty() || first.get().type() != FrameType.REQUEST) {
      return;
    }
    var inherited = first.get().descriptors();
    try {
      answer(socket, new Front(socket, Request.read(first.get()), inherited), program);
    } finally {
      inherited.forEach(Fd::close);
    }
  }

  private static void answer(FrameSocket socket, Front front, Program program) {
    var worker = Thread.currentThread();
    var reader = Thread.startVirtualThread(() -> listen(front, worker));
    try {
      front.exit(run(front, program));
    } catch (SysException | CancellationException e) {
      LOG.log(System.Logger.Level.DEBUG, "a front went away: {0}", e.getMessage());
    } finally {
      socket.shutdown();
      join(reader);
    }
  }

  /**
   * Whoever attached gets signals and sizes; a front that goes away interrupts a command that
   * waits.
   */
  private static void listen(Front front, Thread worker) {
    for (var frame = front.receive(); frame.isPresent(); frame = front.receive()) {
      front.hear(frame.get());
    }
    worker.interrupt();
  }

  /** The reader interrupts this thread as its last act: that is no reason not to wait for it. */
  private static void join(Thread reader) {
    boolean joined = false;
    while (!joined) {
      try {
        reader.join();
        joined = true;
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.TRACE, "a front went away before its command ended");
      }
    }
  }

  private static int run(Front front, Program program) {
    try {
      return program.run(front);
    } catch (CancellationException e) {
      throw e;
    } catch (SysException e) {
      return refused(front, e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "jug " + front.request().arguments(), e);
      front.printError(
          "jug: internal error: " + e + "\nThis is a bug in Jug; the engine's log has more.");
      return FAILURE;
    }
  }

  /** Of the front's connection, in which case this fails too, or of something it should hear of. */
  private static int refused(Front front, SysException why) {
    front.printError("jug: " + why.getMessage());
    LOG.log(System.Logger.Level.ERROR, "jug " + front.request().arguments(), why);
    return FAILURE;
  }
}

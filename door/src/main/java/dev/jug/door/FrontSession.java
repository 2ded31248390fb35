package dev.jug.door;

import static java.util.Objects.requireNonNull;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.FileTrouble;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

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
      return refused(front, e, e.getMessage());
    } catch (UncheckedIOException e) {
      return refused(front, e, told(e, requireNonNull(e.getCause())));
    } catch (OutOfMemoryError e) {
      // The JVM ends when it has no memory; this is said of threads that the kernel does not give.
      return refused(front, e, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "jug " + front.request().arguments(), e);
      front.printError(
          "jug: internal error: " + e + "\nThis is a bug in Jug; the engine's log has more.");
      return FAILURE;
    }
  }

  /** What it was said to be about, and why; without words of its own it has those of the cause. */
  private static String told(UncheckedIOException failure, IOException cause) {
    var what = String.valueOf(failure.getMessage());
    if (what.equals(cause.toString())) {
      return FileTrouble.of(cause);
    }
    var why = FileTrouble.why(cause);
    return what.endsWith(why) ? what : what + ": " + why;
  }

  /** The machine did not give what was needed. If that was for the connection this fails too. */
  private static int refused(Front front, Throwable why, @Nullable String message) {
    front.printError("jug: " + message);
    LOG.log(System.Logger.Level.ERROR, "jug " + front.request().arguments(), why);
    return FAILURE;
  }
}

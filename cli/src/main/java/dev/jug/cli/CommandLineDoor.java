package dev.jug.cli;

import dev.jug.cli.command.Commands;
import dev.jug.cli.context.Context;
import dev.jug.cli.context.EngineControl;
import dev.jug.cli.context.Front;
import dev.jug.engine.Engine;
import dev.jug.linux.SysException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Serves fronts: one command line each. Thread-safe. */
public final class CommandLineDoor {
  private static final System.Logger LOG = System.getLogger(CommandLineDoor.class.getName());
  private static final int FAILURE = 125;

  private final Engine engine;
  private final EngineControl control;
  private final Commands commands = new Commands();

  public CommandLineDoor(Engine engine, EngineControl control) {
    this.engine = engine;
    this.control = control;
  }

  /**
   * Serves one front until its command has ended. Call it on a thread of its own.
   *
   * @param socket the accepted connection; the caller closes it
   */
  public void serve(FrameSocket socket) {
    var first = socket.receive();
    if (first.isEmpty() || first.get().type() != FrameType.REQUEST) {
      return;
    }
    var front = new Front(socket, Request.read(first.get()));
    var listener = new AtomicReference<Consumer<Frame>>(_ -> {});
    var worker = Thread.currentThread();
    var reader = Thread.startVirtualThread(() -> listen(front, listener, worker));
    try {
      front.exit(run(front, listener));
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
  private static void listen(
      Front front, AtomicReference<Consumer<Frame>> listener, Thread worker) {
    for (var frame = front.receive(); frame.isPresent(); frame = front.receive()) {
      listener.get().accept(frame.get());
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

  private int run(Front front, AtomicReference<Consumer<Frame>> listener) {
    try {
      return commands.run(new Context(engine, control, front, listener::set));
    } catch (SysException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "jug " + front.request().arguments(), e);
      front.printError(
          "jug: internal error: " + e + "\nThis is a bug in Jug; the engine's log has more.");
      return FAILURE;
    }
  }
}

package dev.jug.engine;

import dev.jug.engine.files.ContainerFiles;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.ExitStatus;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A container that works for the engine itself: it gets its input from here, is heard, and is gone
 * when this is closed. If the engine dies, its input ends, which is what it shall end at.
 */
final class Workbench implements AutoCloseable {
  private static final int UNKNOWN = -1;

  private final Container container;
  private final FrameSocket socket;

  private Workbench(Container container, FrameSocket socket) {
    this.container = container;
    this.socket = socket;
  }

  /**
   * Starts one.
   *
   * @param request of a container that takes input and is removed when it ends
   * @param input the beginning of its input; there may come no more of it than the end
   * @throws dev.jug.engine.error.EngineException if it cannot be started; nothing is left of it
   */
  static Workbench start(Engine engine, ContainerRequest request, byte[] input) {
    var bench = start(engine, request);
    try {
      bench.socket.send(Frame.of(FrameType.STDIN, input));
      return bench;
    } catch (RuntimeException e) {
      bench.close();
      throw e;
    }
  }

  /**
   * Starts one that takes no input.
   *
   * @throws dev.jug.engine.error.EngineException if it cannot be started; nothing is left of it
   */
  static Workbench start(Engine engine, ContainerRequest request) {
    var own = request.toBuilder(request.image()).runtime(RuntimeName.OWN).build();
    var container = engine.create(own);
    var pair = Socket.pair();
    try {
      container.start(Optional.of(pair.second()));
      pair.second().close();
      return new Workbench(container, new FrameSocket(pair.first()));
    } catch (RuntimeException e) {
      pair.close();
      remove(container);
      throw e;
    }
  }

  /**
   * Listens until it has said enough, or has ended.
   *
   * @param output takes what it prints
   * @return its exit code if it has ended; -1 if that was lost
   * @throws dev.jug.linux.SysException if the thread is interrupted
   */
  OptionalInt runUntil(BooleanSupplier isEnough, Consumer<byte[]> output) {
    while (!isEnough.getAsBoolean()) {
      var frame = socket.receive();
      if (frame.isEmpty()) {
        return OptionalInt.of(UNKNOWN);
      }
      switch (frame.get().type()) {
        case STDOUT, STDERR -> output.accept(frame.get().payload());
        case EXITED -> {
          return OptionalInt.of(new ExitStatus(frame.get().number(0)).code());
        }
        default -> {
          // Nothing else concerns who listens only.
        }
      }
    }
    return OptionalInt.empty();
  }

  /** Its files as they are now. */
  ContainerFiles files() {
    return container.files();
  }

  @Override
  public void close() {
    socket.close();
    remove(container);
  }

  /** Whoever asked for the work may have gone away, which interrupts this thread. */
  private static void remove(Container container) {
    boolean interrupted = Thread.interrupted();
    try {
      container.remove(true, VolumeFate.UNDONE);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.jug.runtime.launch;

import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Pidfd;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.ExitStatus;
import dev.jug.runtime.RunningProcess;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** A process seen through the monitor that looks after it. */
final class Monitor implements RunningProcess {
  private static final String SOCKET = "monitor.sock";
  private static final String EXIT = "exit";

  /**
   * What waitpid(2) would say of a process that was killed: all we know when the monitor itself was
   * killed.
   */
  private static final ExitStatus KILLED = new ExitStatus(Signal.KILL.number());

  /** How long a process that was killed is waited for: a frozen one dies when it is thawed. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(Monitor.class.getName());

  private final int pid;
  private final Path state;
  private final FrameSocket socket;
  private final Optional<Pidfd> process;
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  private final Runnable afterwards;
  private final ReentrantLock signalling = new ReentrantLock();
  private boolean forgotten;
  private volatile boolean orphaned;
  private volatile boolean closed;

  /**
   * @param afterwards runs once the monitor has ended
   */
  Monitor(int pid, Path state, FrameSocket socket, Runnable afterwards) {
    this.pid = pid;
    this.state = state;
    this.socket = socket;
    this.afterwards = afterwards;
    this.process = Pidfd.open(pid);
    Thread.ofVirtual().name("monitor-" + pid).start(this::listen);
  }

  /** Connects to the monitor of an earlier engine's process; empty if there is none any more. */
  static Optional<Monitor> find(Path state) {
    FrameSocket socket;
    try {
      socket = new FrameSocket(Socket.connect(state.resolve(SOCKET)));
    } catch (SysException e) {
      return Optional.empty();
    }
    try {
      var first = socket.receive().filter(frame -> frame.type() == FrameType.STARTED);
      if (first.isPresent()) {
        return Optional.of(new Monitor(first.get().number(0), state, socket, () -> {}));
      }
    } catch (BrokenFrameException | SysException e) {
      // Not a monitor that can be talked to any more; its exit file says the rest.
    }
    socket.close();
    return Optional.empty();
  }

  private void listen() {
    try {
      var status = untilExit().or(() -> exitFile(state));
      if (closed) {
        exit.cancel(false);
      } else {
        exit.complete(status.orElseGet(this::abandoned));
      }
    } finally {
      socket.close();
      afterwards.run();
      forgetProcess();
    }
  }

  private Optional<ExitStatus> untilExit() {
    try {
      for (var frame = socket.receive(); frame.isPresent(); frame = socket.receive()) {
        if (frame.get().type() == FrameType.EXITED) {
          return Optional.of(new ExitStatus(frame.get().number(0)));
        }
      }
    } catch (BrokenFrameException | SysException e) {
      LOG.log(System.Logger.Level.WARNING, "monitor of {0}: {1}", pid, e.getMessage());
    }
    return Optional.empty();
  }

  /**
   * The monitor was killed: nobody can look after the process any more, so it must not go on
   * unseen.
   */
  private ExitStatus abandoned() {
    LOG.log(System.Logger.Level.WARNING, "the monitor of process {0} was killed", pid);
    orphaned = true;
    process.ifPresent(p -> {
      p.signal(Signal.KILL);
      awaitEnd(p);
    });
    return KILLED;
  }

  private static void awaitEnd(Pidfd killed) {
    var waiter = Thread.ofVirtual().name("killed").start(() -> awaitEndOrInterrupt(killed));
    try {
      if (!waiter.join(PATIENCE)) {
        waiter.interrupt();
        waiter.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEndOrInterrupt(Pidfd killed) {
    try {
      killed.awaitEnd();
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "process {0} does not end: {1}", killed.pid(), e);
    }
  }

  @Override
  public boolean isOrphaned() {
    return orphaned;
  }

  static Optional<ExitStatus> exitFile(Path state) {
    try {
      return Optional.of(ExitStatus.parse(Files.readString(state.resolve(EXIT))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public int pid() {
    return pid;
  }

  @Override
  public ExitStatus await() {
    return exit.join();
  }

  @Override
  public Optional<ExitStatus> exit() {
    return Optional.ofNullable(exit.getNow(null));
  }

  /** Nobody may signal through a descriptor that is closed, or worse, is another's by then. */
  private void forgetProcess() {
    signalling.lock();
    try {
      forgotten = true;
      process.ifPresent(Pidfd::close);
    } finally {
      signalling.unlock();
    }
  }

  @Override
  public void signal(Signal signal) {
    signalling.lock();
    try {
      if (!forgotten) {
        process.ifPresent(p -> p.signal(signal));
      }
    } finally {
      signalling.unlock();
    }
  }

  @Override
  public void resize(int rows, int columns) {
    var size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    size.putShort((short) rows).putShort((short) columns);
    try {
      socket.send(Frame.of(FrameType.RESIZE, size.array()));
    } catch (SysException | IllegalStateException e) {
      // The process has ended meanwhile; its size does not matter any more.
    }
  }

  @Override
  public Socket attach() {
    var client = Socket.connect(state.resolve(SOCKET));
    try {
      new FrameSocket(client).send(Frame.of(FrameType.SUBSCRIBE));
      return client;
    } catch (SysException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    socket.shutdown();
  }
}

package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.Container;
import dev.jug.engine.ExecSession;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ExecRequest;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import dev.jug.grpc.proto.ProtoException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.ExitStatus;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One more process in a container, its output and its end: what probes of kubelets are. */
final class ExecSync {
  /** More output is read and thrown away, as other runtimes do it. */
  private static final int MOST_OUTPUT = 16 << 20;

  private final Container container;
  private final List<String> command;
  private final Duration timeout;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean late;
  private long code = -1;

  /**
   * @param request an {@code ExecSyncRequest}
   */
  ExecSync(Container container, Message request) throws ProtoException {
    this.container = container;
    this.command = request.texts("cmd");
    this.timeout = Duration.ofSeconds(request.number("timeout"));
    if (command.isEmpty()) {
      throw new Invalid("there is no command to run", "");
    }
  }

  /**
   * Runs it.
   *
   * @throws GrpcException if it took longer than it may; it is killed then
   */
  void run(Draft out) throws IOException {
    var request = new ExecRequest(command, List.of(), null, null, false, false, false, false, 0, 0);
    try (var pair = Socket.pair();
        var socket = new FrameSocket(pair.first())) {
      var session = container.exec(request, Optional.of(pair.second()));
      var watch = watch(session, socket);
      try {
        listen(socket);
      } finally {
        over.countDown();
        watch.interrupt();
      }
    }
    if (late) {
      throw new GrpcException(
          Status.DEADLINE_EXCEEDED,
          "command " + command + " timed out after " + timeout.toSeconds() + " s");
    }
    out.bytes("stdout", stdout.toByteArray())
        .bytes("stderr", stderr.toByteArray())
        .number("exit_code", code);
  }

  private Thread watch(ExecSession session, FrameSocket socket) {
    return Thread.ofVirtual()
        .name("exec-sync " + session.id())
        .start(() -> {
          if (timeout.isPositive() && !isOver()) {
            late = true;
            session.kill(Signal.KILL);
            socket.shutdown();
          }
        });
  }

  private boolean isOver() {
    try {
      return over.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** What it started may hold its output open longer than itself: that is not waited for. */
  private void listen(FrameSocket socket) {
    for (var frame = socket.receive(); frame.isPresent(); frame = socket.receive()) {
      switch (frame.get().type()) {
        case STDOUT -> add(stdout, frame.get());
        case STDERR -> add(stderr, frame.get());
        case EXITED -> {
          code = new ExitStatus(frame.get().number(0)).code();
          return;
        }
        default -> {}
      }
    }
  }

  private static void add(ByteArrayOutputStream to, Frame frame) {
    var bytes = frame.payload();
    to.write(bytes, 0, Math.min(bytes.length, MOST_OUTPUT - to.size()));
  }
}

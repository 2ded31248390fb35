package dev.jug.engine;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.health.Health;
import dev.jug.engine.health.HealthCheck;
import dev.jug.engine.health.ProbeOutput;
import dev.jug.engine.request.ExecRequest;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.ExitStatus;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One check of a container's health: a process in it, its output and its end. */
final class Probe {
  private static final int NO_CODE = -1;

  private final Container container;
  private final HealthCheck check;
  private final InstantSource clock;
  private final ProbeOutput output = new ProbeOutput();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean late;

  Probe(Container container, HealthCheck check, InstantSource clock) {
    this.container = container;
    this.check = check;
    this.clock = clock;
  }

  /**
   * Runs it.
   *
   * @throws EngineException.Conflict if the container does not run, or is paused
   */
  Health.Result run() {
    var start = clock.instant();
    try (var pair = Socket.pair()) {
      var code = run(pair);
      return new Health.Result(
          start, clock.instant(), late ? NO_CODE : code.orElse(NO_CODE), said());
    } catch (EngineException.Failed | EngineException.Invalid e) {
      return new Health.Result(start, clock.instant(), NO_CODE, e.getMessage());
    }
  }

  private OptionalInt run(Socket.Pair pair) {
    var request =
        new ExecRequest(check.command(), List.of(), null, null, false, false, false, false, 0, 0);
    var session = container.exec(request, Optional.of(pair.second()));
    var socket = new FrameSocket(pair.first());
    Thread.ofVirtual().name("probe " + session.id()).start(() -> endAfterTimeout(session, socket));
    try {
      return listen(socket);
    } finally {
      ended.countDown();
    }
  }

  /** What it started may hold its output open longer than itself: that is not waited for. */
  private void endAfterTimeout(ExecSession session, FrameSocket socket) {
    try {
      if (!ended.await(check.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
        late = true;
        session.kill(Signal.KILL);
        socket.shutdown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its exit code; empty if that was lost, or it took too long. */
  private OptionalInt listen(FrameSocket socket) {
    try {
      for (var frame = socket.receive(); frame.isPresent(); frame = socket.receive()) {
        var type = frame.get().type();
        if (type == FrameType.EXITED) {
          return OptionalInt.of(new ExitStatus(frame.get().number(0)).code());
        }
        if (type == FrameType.STDOUT || type == FrameType.STDERR) {
          output.add(frame.get().payload());
        }
      }
    } catch (BrokenFrameException | SysException _) {
      // Its monitor has gone: nobody knows how it ended.
    }
    return OptionalInt.empty();
  }

  private String said() {
    if (!late) {
      return output.text();
    }
    var text = "Health check exceeded timeout (" + shown(check.timeout()) + ")";
    return output.text().isEmpty() ? text : text + ": " + output.text();
  }

  private static String shown(Duration span) {
    return span.toMillis() % 1000 == 0 ? span.toSeconds() + "s" : span.toMillis() + "ms";
  }
}

package dev.jug.engine.attack;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.Errno;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The conversation with a launcher in a container: it gets the plan of an attack, and answers. */
public final class AttackLine implements AutoCloseable {
  /** How long anything may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  /** How long something that was sent may take to arrive. */
  public static final Duration RECEPTION = Duration.ofSeconds(2);

  private final FrameSocket line;

  /**
   * A conversation.
   *
   * @param socket whose other end is the launcher's; closed with this
   */
  public AttackLine(Socket socket) {
    line = new FrameSocket(socket);
  }

  /** Sends a plan. */
  public void send(Plan plan) {
    line.send(Frame.of(FrameType.PLAN, plan.encode()));
  }

  /** Waits until a victim is where it should be. */
  public void awaitReady() {
    var answer = receive();
    if (answer.filter(frame -> frame.type() == FrameType.READY).isEmpty()) {
      throw new Failed("the neighbour of an attack did not get ready: " + answer, "", null);
    }
  }

  /** The next frame; empty if there will be none. */
  public Optional<Frame> receive() {
    return receive(PATIENCE);
  }

  /** Whether the plan comes to its end in time. */
  public boolean hasEnded(Duration patience) {
    return receive(patience).filter(frame -> frame.type() == FrameType.EXITED).isPresent();
  }

  private Optional<Frame> receive(Duration patience) {
    var watch = Thread.ofVirtual().start(() -> giveUp(patience));
    try {
      return line.receive();
    } finally {
      watch.interrupt();
    }
  }

  private void giveUp(Duration patience) {
    try {
      Thread.sleep(patience);
      line.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An attack that a call of its plan ended, as a frame says. */
  public static AttackResult refused(Attack attack, Plan plan, Frame frame, List<Fence> fences) {
    var errno = Errno.of(frame.number(1));
    int index = frame.number(0);
    if (index < 0 || index >= plan.ops().size()) {
      throw new Failed("the launcher refused the plan of attack " + attack.name(), "", null);
    }
    return new AttackResult(attack, false, how(plan.ops().get(index), errno), fences);
  }

  private static String how(Op op, Errno errno) {
    var shown = op.shown();
    return op.hint().isEmpty()
        ? shown.substring(0, Math.max(0, shown.indexOf('('))) + ": " + errno.name()
        : op.hint();
  }

  @Override
  public void close() {
    line.close();
  }
}

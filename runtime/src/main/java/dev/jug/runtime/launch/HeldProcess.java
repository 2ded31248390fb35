package dev.jug.runtime.launch;

import dev.jug.linux.io.Socket;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** A launcher of ours that executes a {@link HeldPlan}. Closing it ends it, and its child. */
public final class HeldProcess implements AutoCloseable {
  /** Bytes of what it tells. */
  static final int WORD = 8;

  private final Launcher launcher;
  private final Plan plan;
  private final Socket line;

  private HeldProcess(Launcher launcher, Plan plan, Socket line) {
    this.launcher = launcher;
    this.plan = plan;
    this.line = line;
  }

  static HeldProcess start(Launcher launcher, HeldPlan held) {
    var plan = held.build();
    var pair = Socket.pair();
    try (var theirs = pair.second()) {
      launcher.socket().send(new Frame(FrameType.PLAN, plan.encode(), List.of(theirs.fd())));
      return new HeldProcess(launcher, plan, pair.first());
    } catch (RuntimeException e) {
      pair.first().close();
      launcher.kill();
      throw e;
    }
  }

  /**
   * Waits for the next that it tells.
   *
   * @throws LaunchException if it came to its end instead, with the call that failed
   */
  public long hear() {
    var bytes = new byte[WORD];
    for (int have = 0; have < WORD; ) {
      int count = line.receive(bytes, have, WORD - have, List.of());
      if (count == 0) {
        throw failure();
      }
      have += count;
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private LaunchException failure() {
    return launcher
        .socket()
        .receive()
        .map(frame -> new LaunchOutcome(plan::step, "").failure(frame))
        .orElseGet(() ->
            new LaunchException(
                Kind.OTHER, Optional.empty(), "the launcher ended in the middle of its plan"));
  }

  /** Lets it go on from where it waits. */
  public void go() {
    line.send(new byte[] {1}, 0, 1, List.of());
  }

  @Override
  public void close() {
    line.close();
    launcher.dismiss();
  }
}

package dev.jug.runtime.launch;

import dev.jug.linux.io.Socket;
import dev.jug.runtime.HeldPlan;
import dev.jug.runtime.HeldProcess;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** A launcher of ours that executes a plan which waits. */
final class HeldLauncher implements HeldProcess {
  private final Launcher launcher;
  private final Plan plan;
  private final Socket line;

  private HeldLauncher(Launcher launcher, Plan plan, Socket line) {
    this.launcher = launcher;
    this.plan = plan;
    this.line = line;
  }

  static HeldProcess start(Launcher launcher, HeldPlan held) {
    var plan = held.build();
    var pair = Socket.pair();
    try (var theirs = pair.second()) {
      launcher.socket().send(new Frame(FrameType.PLAN, plan.encode(), List.of(theirs.fd())));
      return new HeldLauncher(launcher, plan, pair.first());
    } catch (RuntimeException e) {
      pair.first().close();
      launcher.kill();
      throw e;
    }
  }

  @Override
  public long hear() {
    var bytes = new byte[HeldPlan.WORD];
    for (int have = 0; have < HeldPlan.WORD; ) {
      int count = line.receive(bytes, have, HeldPlan.WORD - have, List.of());
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

  @Override
  public void go() {
    line.send(new byte[] {1}, 0, 1, List.of());
  }

  @Override
  public void close() {
    line.close();
    launcher.dismiss();
  }
}

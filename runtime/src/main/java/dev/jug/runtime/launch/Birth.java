package dev.jug.runtime.launch;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.plan.Plan;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Hands a plan to a launcher and waits until the command runs, or until it is clear why it does
 * not.
 */
public final class Birth {
  private final LauncherPool pool;

  public Birth(LauncherPool pool) {
    this.pool = pool;
  }

  /**
   * Starts a process.
   *
   * @param command what a message calls the command
   * @param state where the monitor keeps its socket and the exit status
   * @param client travels with the plan; closed here afterwards
   * @throws LaunchException if the process could not be started
   * @throws dev.jug.oci.runtime.InvalidSpecException if the plan is too large for a launcher
   */
  public RunningProcess of(Plan plan, String command, Path state, Optional<Socket> client) {
    try {
      var descriptors = client.map(c -> List.of(c.fd())).orElse(List.of());
      var frame = new Frame(FrameType.PLAN, plan.encode(), descriptors);
      return execute(frame, new LaunchOutcome(plan, command), state);
    } finally {
      client.ifPresent(Socket::close);
    }
  }

  private RunningProcess execute(Frame plan, LaunchOutcome outcome, Path state) {
    var launcher = pool.take();
    try {
      launcher.socket().send(plan);
      int pid = outcome.of(launcher.socket().receive());
      return new Monitor(pid, state, launcher.socket(), launcher::reap);
    } catch (LaunchException e) {
      launcher.dismiss();
      throw e;
    } catch (SysException | BrokenFrameException e) {
      launcher.kill();
      throw asLaunchException(e);
    } finally {
      pool.refill();
    }
  }

  private static LaunchException asLaunchException(RuntimeException e) {
    return switch (e) {
      case SysException call ->
          new LaunchException(
              Kind.OTHER, Optional.of(call.errno()), "the launcher is gone: " + call.getMessage());
      default ->
          new LaunchException(
              Kind.OTHER, Optional.of(Errno.EIO), "the launcher gave no answer: " + e.getMessage());
    };
  }
}

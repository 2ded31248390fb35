package dev.jug.runtime.launch;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.launch.Attendance.Birthplace;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Hands plans to launchers and waits until the command runs, or waits for its start, or until it is
 * clear why it does not.
 */
final class Birth {
  private final LauncherPool pool;

  Birth(LauncherPool pool) {
    this.pool = pool;
  }

  /**
   * Starts a process whose launcher becomes its monitor.
   *
   * @throws LaunchException if the process could not be started
   * @throws dev.jug.oci.runtime.InvalidSpecException if the plan is too large for a launcher
   */
  RunningProcess monitored(Delivery delivery) {
    return monitored(delivery, _ -> {});
  }

  /**
   * The same.
   *
   * @param watcher hears of the launcher before that does anything
   */
  RunningProcess monitored(Delivery delivery, Consumer<Launcher> watcher) {
    var launcher = pool.take(delivery.custody().inherited());
    try {
      watcher.accept(launcher);
      deliver(delivery, launcher, launcher::isGone);
      int pid = delivery.outcome().of(launcher.socket().receive());
      return new Monitor(pid, delivery.state(), launcher.socket(), launcher::reap);
    } catch (LaunchException e) {
      launcher.dismiss();
      throw e;
    } catch (SysException | BrokenFrameException e) {
      launcher.kill();
      throw asLaunchException(e);
    } catch (RuntimeException e) {
      launcher.kill();
      throw e;
    } finally {
      pool.refill();
    }
  }

  /**
   * Starts a process that is left to itself, or to its start.
   *
   * @return its process id
   * @throws LaunchException if the process could not be started
   */
  int released(Delivery delivery) {
    var launcher = pool.take(delivery.custody().inherited());
    try (var _ = launcher.socket()) {
      var place = deliver(delivery, launcher, () -> false);
      var failure = launcher.socket().receive();
      if (failure.isPresent()) {
        throw delivery.outcome().failure(failure.get());
      }
      if (place.pid() == 0 || place.waits() != delivery.custody().waits()) {
        throw new LaunchException(
            Kind.OTHER, Optional.empty(), "the process was killed while it was being made");
      }
      return place.pid();
    } catch (SysException | BrokenFrameException e) {
      throw asLaunchException(e);
    }
  }

  /**
   * Opens the gate before a created container, and waits until its program was executed.
   *
   * @throws LaunchException if it could not be executed
   */
  void open(Socket gate, int pid, LaunchOutcome outcome, Attendance attendance) {
    try (var line = new BirthLine(gate, () -> false)) {
      attendance.attend(line, pid, outcome);
    } catch (SysException | BrokenFrameException e) {
      throw asLaunchException(e);
    }
  }

  private static Birthplace deliver(
      Delivery delivery, Launcher launcher, BooleanSupplier orphaned) {
    if (delivery.attendance().isEmpty()) {
      launcher.socket().send(frame(delivery, List.of()));
      return new Birthplace(0, false);
    }
    try (var pair = Socket.pair()) {
      launcher.socket().send(frame(delivery, List.of(pair.second().fd())));
      pair.second().close();
      var line = new BirthLine(pair.first(), orphaned);
      return delivery.attendance().get().attend(line, 0, delivery.outcome());
    }
  }

  private static Frame frame(Delivery delivery, List<Fd> line) {
    var descriptors = new ArrayList<>(line);
    descriptors.addAll(delivery.custody().descriptors());
    return new Frame(FrameType.PLAN, delivery.plan().encode(), descriptors);
  }

  private static LaunchException asLaunchException(RuntimeException e) {
    return switch (e) {
      case SysException call when call.errno() == Errno.EPIPE -> LaunchOutcome.launcherKilled();
      case SysException call ->
          new LaunchException(
              Kind.OTHER,
              Optional.of(call.errno()),
              "the process cannot be made: " + call.getMessage());
      default ->
          new LaunchException(
              Kind.OTHER, Optional.of(Errno.EIO), "the launcher gave no answer: " + e.getMessage());
    };
  }
}

package dev.jug.runtime.launch;

import dev.jug.linux.SysException;
import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.SpecCodec;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.RuntimeHandler.Foreign;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Hierarchy;
import dev.jug.runtime.compile.ForeignCompiler;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Containers that other runtimes make and end (docs/runtimes.md). Their processes have monitors
 * like all others: the monitor is there before the runtime is called, and takes what it leaves.
 */
final class ForeignContainers {
  private static final System.Logger LOG = System.getLogger(ForeignContainers.class.getName());

  private final Birth birth;
  private final List<Path> hidden;
  private final ForeignCommands commands;
  private final CommandLimits limits;
  private final SpecCodec codec = new SpecCodec();

  /**
   * @param layout the machine's cgroups
   * @param limits how long a command may take
   */
  ForeignContainers(Birth birth, CgroupLayout layout, CommandLimits limits) {
    this.birth = birth;
    this.hidden = hidden(layout);
    this.commands = new ForeignCommands(birth, hidden, limits);
    this.limits = limits;
  }

  /**
   * Where controllers are in both versions crun refuses all of them, and others use the first
   * version only: it is what all of them see.
   */
  private static List<Path> hidden(CgroupLayout layout) {
    return layout.legacy().isEmpty()
        ? List.of()
        : layout.unified().stream()
            .filter(second -> !second.controllers().isEmpty())
            .map(Hierarchy::mount)
            .toList();
  }

  /**
   * How a container would be made. Touches nothing.
   *
   * @param handler who makes it
   */
  Plan plan(Launch launch, Foreign handler) {
    return plan(launch, making(launch, new ForeignHome(launch.state(), launch.id(), handler)));
  }

  private static Leaving making(Launch launch, ForeignHome home) {
    return new Leaving(home, launch.state(), required(launch.spec().process(), "process"));
  }

  private Plan plan(Launch launch, Leaving making) {
    var label = Objects.requireNonNullElse(linux(launch.spec()).mountLabel(), "");
    var bundle = making.home().bundle().toString();
    var command = making.command(List.of("create", "--bundle", bundle));
    return ForeignCompiler.leaving(command, (Streams) launch.custody(), making.console(), hidden)
        .create(launch.state(), launch.root(), making.home().rootfs(), label);
  }

  private static Linux linux(Spec spec) {
    return required(spec.linux(), "linux");
  }

  private static <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new InvalidSpecException("config: \"" + name + "\" is missing");
    }
    return part;
  }

  /**
   * Has a container made and starts it.
   *
   * @param handler who makes it
   * @param group its cgroup
   * @throws LaunchException in the runtime's words if it could not; what is left of it goes by
   *     {@link #release}
   */
  RunningProcess start(Launch launch, Foreign handler, String group) {
    var home = new ForeignHome(launch.state(), launch.id(), handler);
    var making = making(launch, home);
    try {
      home.prepare(codec.write(ForeignSpec.of(launch, home, group)));
      var files = (Streams) launch.custody();
      var monitor = born("create", plan(launch, making), making, files);
      begin(making, monitor);
      return new ForeignProcess(monitor, home, commands);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare container " + launch.id(), e);
    }
  }

  private void begin(Leaving making, RunningProcess monitor) throws IOException {
    var home = making.home();
    try {
      commands.run(home, making.program(), List.of("start", home.id()));
      home.started();
    } catch (LaunchException | IOException e) {
      end(home, monitor);
      throw e;
    }
  }

  /**
   * Nobody is to see that it was there: its monitor has gone when this returns, whether the runtime
   * has done its part or not.
   */
  private void end(ForeignHome home, RunningProcess monitor) {
    delete(home);
    monitor.signal(Signal.KILL);
    monitor.await();
    monitor.close();
  }

  /** The runtime's log has what it says; what the launcher says is how its program ended. */
  private RunningProcess born(String command, Plan plan, Leaving leaving, Streams files) {
    var program = leaving.home().handler().program();
    var attendance = Optional.of(Attendance.toWard(leaving::ward));
    var delivery = new Delivery(plan, program, leaving.folder(), files, attendance);
    var name = leaving.home().handler().name();
    try (var limit = new TimeLimit(limits.of(command))) {
      try {
        return birth.monitored(delivery, limit::begin);
      } catch (LaunchException e) {
        var log = new ForeignLog(leaving.log());
        throw limit.isOver()
            ? log.late(name, command, limit.limit())
            : log.failure(name, leaving.program(), e.getMessage());
      }
    }
  }

  /**
   * Runs one more process in a container.
   *
   * @throws LaunchException in the runtime's words if it could not
   */
  RunningProcess exec(ExecLaunch launch, ForeignHome home) {
    var leaving = new Leaving(home, launch.state(), launch.process());
    try {
      var process = codec.write(launch.process());
      var file = Files.write(launch.state().resolve("process.json"), process);
      var words = List.of("exec", "--detach", "--process", file.toString());
      var files = (Streams) launch.custody();
      var plan =
          ForeignCompiler.leaving(leaving.command(words), files, leaving.console(), hidden)
              .exec(launch.state());
      return born("exec", plan, leaving, files);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare a process in " + home.id(), e);
    }
  }

  /**
   * Sees the process of such a container again; one that was made and never started is ended.
   *
   * @param monitor of the process in the home's state directory
   */
  Optional<RunningProcess> found(ForeignHome home, RunningProcess monitor) {
    if (home.wasStarted()) {
      return Optional.of(new ForeignProcess(monitor, home, commands));
    }
    end(home, monitor);
    home.forgetExit();
    return Optional.empty();
  }

  /** Has the runtime forget a container, if it is another's, and end what is left of it. */
  void release(Path state) {
    ForeignHome.in(state).ifPresent(this::delete);
  }

  private void delete(ForeignHome home) {
    try {
      commands.run(home, "", List.of("delete", "--force", home.id()));
    } catch (LaunchException | SysException e) {
      LOG.log(System.Logger.Level.WARNING, "container {0}: {1}", home.id(), e.getMessage());
    }
  }
}

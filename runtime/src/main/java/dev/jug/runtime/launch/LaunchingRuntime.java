package dev.jug.runtime.launch;

import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Pidfd;
import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.Created;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.HostCommand;
import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.Laboratory;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LauncherHost;
import dev.jug.runtime.Released;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.RunningGroup;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.RuntimeHandler;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.BudgetGroups;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.compile.BirthSteps;
import dev.jug.runtime.compile.ContainerCompiler;
import dev.jug.runtime.compile.ExecCompiler;
import dev.jug.runtime.compile.Filter;
import dev.jug.runtime.compile.HostCommandCompiler;
import dev.jug.runtime.compile.Machine;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.resctrl.ControlGroups;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Starts containers by handing compiled plans to launchers that are kept ready. */
public final class LaunchingRuntime implements ContainerRuntime {
  private static final System.Logger LOG = System.getLogger(LaunchingRuntime.class.getName());

  private final Cgroups cgroups;
  private final String parent;
  private final LaunchGroups groups;
  private final Filters filters;
  private final Machine machine;
  private final LauncherPool pool;
  private final Birth birth;
  private final HookRunner hooks;
  private final CacheShares shares;
  private final ForeignContainers foreign;

  /**
   * @param launcher the launcher's program file
   * @param ready how many launchers to keep ready, 0 or more
   * @param cgroups the machine's cgroups
   * @param parent the group under which containers lie that do not say where, such as {@code /jug};
   *     one for each engine
   */
  public LaunchingRuntime(Path launcher, int ready, Cgroups cgroups, String parent) {
    this(launcher, ready, cgroups, parent, CommandLimits.USUAL);
  }

  /**
   * The same.
   *
   * @param limits how long commands of other runtimes may take
   */
  LaunchingRuntime(Path launcher, int ready, Cgroups cgroups, String parent, CommandLimits limits) {
    this.cgroups = cgroups;
    this.parent = parent;
    this.groups = new LaunchGroups(cgroups, parent);
    cgroups.prepare(parent);
    cgroups.countBlocks();
    this.filters = new Filters();
    this.machine = Machine.detect(CgroupViews.of(cgroups.layout()));
    this.pool = new LauncherPool(launcher, ready);
    this.birth = new Birth(pool);
    this.hooks = new HookRunner(birth);
    this.shares = new CacheShares(ControlGroups.ofMachine());
    this.foreign = new ForeignContainers(birth, cgroups.layout(), limits);
  }

  @Override
  public Plan plan(Launch launch) {
    return switch (launch.handler()) {
      case RuntimeHandler.Own _ -> {
        var filter = filter(launch.spec());
        yield new ContainerCompiler(launch, groups.setup(launch), filter, machine).compile();
      }
      case RuntimeHandler.Foreign other -> foreign.plan(launch, other);
    };
  }

  @Override
  public Plan plan(ExecLaunch launch) {
    var filter = filter(launch.spec());
    return new ExecCompiler(launch, groups.join(launch), filter, machine).compile();
  }

  private static Linux linux(Spec spec) {
    var linux = spec.linux();
    if (linux == null) {
      throw new InvalidSpecException("config: \"linux\" is missing");
    }
    return linux;
  }

  private Optional<Filter> filter(Spec spec) {
    return Optional.ofNullable(linux(spec).seccomp()).map(filters::compiled);
  }

  @Override
  public HostedLauncher hosted(LauncherHost host) {
    return pool.hosted(host);
  }

  @Override
  public RunningProcess start(Launch launch) {
    try (var _ = launch.custody()) {
      return switch (launch.handler()) {
        case RuntimeHandler.Own _ -> startOwn(launch);
        case RuntimeHandler.Foreign other -> startForeign(launch, other);
      };
    } catch (RuntimeException e) {
      release(launch);
      throw e;
    }
  }

  private RunningProcess startOwn(Launch launch) {
    var stages = stages(launch);
    var process = birth.monitored(delivery(launch, stages));
    orKill(process.pid(), () -> stages.afterStart(process.pid()));
    return process;
  }

  /** The other runtime makes the group and runs the hooks. */
  private RunningProcess startForeign(Launch launch, RuntimeHandler.Foreign handler) {
    linux(launch.spec());
    groups.prepare(launch);
    groups.take(launch);
    return foreign.start(launch, handler, groups.path(launch));
  }

  @Override
  public Created create(Launch launch) {
    try (var _ = launch.custody()) {
      var delivery = delivery(launch, stages(launch));
      return new Created(birth.released(delivery), delivery.plan().stepsBehindGate());
    } catch (RuntimeException e) {
      release(launch);
      throw e;
    }
  }

  @Override
  public void open(Launch launch, Created created) {
    var stages = stages(launch);
    var outcome =
        new LaunchOutcome(
            index -> Optional.ofNullable(created.steps().get(index)), command(launch.spec()));
    orKill(
        created.pid(),
        () -> {
          stages.beforeStart(created.pid());
          birth.open(gate(launch), created.pid(), outcome, stages.start());
          stages.afterStart(created.pid());
        });
  }

  private static Socket gate(Launch launch) {
    try {
      return Socket.connect(launch.state().resolve(BirthSteps.GATE));
    } catch (SysException e) {
      throw new LaunchException(
          LaunchException.Kind.OTHER,
          Optional.of(e.errno()),
          "container " + launch.id() + " does not wait for its start: " + e.getMessage());
    }
  }

  /** A container whose start or hooks fail does not go on (runtime.md, "Lifecycle"). */
  private static void orKill(int pid, Runnable action) {
    try {
      action.run();
    } catch (LaunchException e) {
      Pidfd.open(pid)
          .ifPresent(process -> {
            try (process) {
              process.signal(Signal.KILL);
              process.awaitEnd();
            }
          });
      throw e;
    }
  }

  private Stages stages(Launch launch) {
    return new Stages(launch, hooks, shares, groups.scope(launch));
  }

  private Delivery delivery(Launch launch, Stages stages) {
    var plan = prepared(launch);
    boolean line = BirthSteps.needed(launch, notifies(launch.spec()));
    return new Delivery(
        plan,
        command(launch.spec()),
        launch.state(),
        launch.custody(),
        line ? Optional.of(stages.birth()) : Optional.empty());
  }

  private boolean notifies(Spec spec) {
    return filter(spec).filter(Filter::notifies).isPresent();
  }

  private Plan prepared(Launch launch) {
    linux(launch.spec());
    groups.prepare(launch);
    var plan = plan(launch);
    groups.take(launch);
    return plan;
  }

  @Override
  public RunningProcess exec(ExecLaunch launch) {
    try (var _ = launch.custody()) {
      return ForeignHome.in(launch.home())
          .map(home -> foreign.exec(launch, home))
          .orElseGet(() -> birth.monitored(delivery(launch)));
    }
  }

  @Override
  public int execReleased(ExecLaunch launch) {
    try (var _ = launch.custody()) {
      return birth.released(delivery(launch));
    }
  }

  private Delivery delivery(ExecLaunch launch) {
    var args = launch.process().args();
    boolean line = launch.custody() instanceof Released || notifies(launch.spec());
    var container =
        new Launch(
            launch.containerId(),
            launch.spec(),
            new RootSource.Directory(launch.state()),
            launch.state(),
            launch.custody(),
            false);
    return new Delivery(
        plan(launch),
        args.isEmpty() ? "" : args.getFirst(),
        launch.state(),
        launch.custody(),
        line
            ? Optional.of(new Stages(container, hooks, shares, Optional.empty()).start())
            : Optional.empty());
  }

  private static String command(Spec spec) {
    var process = spec.process();
    return process == null || process.args().isEmpty() ? "" : process.args().getFirst();
  }

  @Override
  public void stopped(Launch launch) {
    if (ForeignHome.in(launch.state()).isPresent()) {
      return;
    }
    orWarn(launch, () -> shares.leave(launch));
    for (var hook : stages(launch).afterStop()) {
      orWarn(launch, hook);
    }
  }

  private static void orWarn(Launch launch, Runnable action) {
    try {
      action.run();
    } catch (LaunchException e) {
      LOG.log(System.Logger.Level.WARNING, "container {0}: {1}", launch.id(), e.getMessage());
    }
  }

  @Override
  public Optional<RunningProcess> reconnect(Path state) {
    var monitor = Monitor.find(state).map(found -> (RunningProcess) found);
    var home = ForeignHome.in(state);
    return home.isPresent() ? monitor.flatMap(m -> foreign.found(home.get(), m)) : monitor;
  }

  @Override
  public void release(Launch launch) {
    foreign.release(launch.state());
    groups.release(launch);
    orWarn(launch, () -> shares.leave(launch));
  }

  @Override
  public void releaseAllBut(Set<String> ids) {
    for (var id : cgroups.children(parent)) {
      if (!ids.contains(id) && !id.startsWith(BUDGET_PREFIX)) {
        cgroups.remove(parent + "/" + id);
      }
    }
  }

  @Override
  public boolean outOfMemory(Launch launch) {
    return cgroups.outOfMemory(groups.path(launch));
  }

  @Override
  public RunningGroup group(Launch launch) {
    return new LaunchedGroup(cgroups, groups.group(launch));
  }

  @Override
  public void move(Launch from, Launch to, boolean stopped, Runnable record) {
    ForeignHome.in(from.state())
        .ifPresent(home -> {
          throw new InvalidSpecException(
              "runtime "
                  + home.handler().name()
                  + " would not find a container again that is moved");
        });
    groups.move(from, to, stopped, record);
  }

  @Override
  public void completeMove(Launch launch, boolean stopped) {
    groups.completeMove(launch, stopped);
  }

  @Override
  public RunningProcess start(HostCommand command, String group, Streams files, Path state) {
    try (files) {
      var plan = new HostCommandCompiler(command, cgroups.join(group)).compile(state, files);
      return birth.monitored(new Delivery(plan, command.program(), state, files, Optional.empty()));
    }
  }

  @Override
  public BudgetGroups budgets() {
    return new BudgetGroups(cgroups);
  }

  @Override
  public Laboratory laboratory() {
    return new LauncherLaboratory(pool, cgroups, parent);
  }

  @Override
  public void close() {
    pool.close();
    if (cgroups.children(parent).isEmpty()) {
      cgroups.remove(parent);
    }
  }
}

package dev.jug.runtime.launch;

import dev.jug.linux.io.Socket;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.compile.ContainerCompiler;
import dev.jug.runtime.compile.ExecCompiler;
import dev.jug.runtime.compile.Filter;
import dev.jug.runtime.compile.Machine;
import dev.jug.runtime.plan.Plan;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Starts containers by handing compiled plans to launchers that are kept ready. */
public final class LaunchingRuntime implements ContainerRuntime {
  private final Cgroups cgroups;
  private final String parent;
  private final Filters filters;
  private final Machine machine;
  private final LauncherPool pool;
  private final Birth birth;

  /**
   * @param launcher the launcher's program file
   * @param ready how many launchers to keep ready, 0 or more
   * @param cgroups the machine's cgroups
   * @param parent the group under which containers lie that do not say where, such as {@code /jug};
   *     one for each engine
   */
  public LaunchingRuntime(Path launcher, int ready, Cgroups cgroups, String parent) {
    this.cgroups = cgroups;
    this.parent = parent;
    cgroups.prepare(parent);
    this.filters = new Filters();
    this.machine = Machine.detect(CgroupViews.of(cgroups.layout()));
    this.pool = new LauncherPool(launcher, ready);
    this.birth = new Birth(pool);
  }

  @Override
  public Plan plan(Launch launch) {
    var linux = linux(launch.spec());
    var path = cgroupsPath(launch.id(), linux);
    var resources = Objects.requireNonNull(linux.resources());
    var setup =
        path.equals(ownGroup(launch.id()))
            ? cgroups.setup(path, resources)
            : cgroups.adopt(path, resources);
    return new ContainerCompiler(launch, setup, filter(launch.spec()), machine).compile();
  }

  @Override
  public Plan plan(ExecLaunch launch) {
    var setup = cgroups.join(cgroupsPath(launch.containerId(), linux(launch.spec())));
    return new ExecCompiler(launch, setup, filter(launch.spec()), machine).compile();
  }

  private static Linux linux(Spec spec) {
    var linux = spec.linux();
    if (linux == null) {
      throw new InvalidSpecException("config: \"linux\" is missing");
    }
    return linux;
  }

  private String cgroupsPath(String id, Linux linux) {
    var path = linux.cgroupsPath();
    if (path == null || path.isEmpty()) {
      return ownGroup(id);
    }
    return path.startsWith("/") ? path : parent + "/" + path;
  }

  private String ownGroup(String id) {
    return parent + "/" + id;
  }

  private Optional<Filter> filter(Spec spec) {
    return Optional.ofNullable(linux(spec).seccomp()).map(filters::compiled);
  }

  @Override
  public RunningProcess start(Launch launch) {
    try {
      return launched(
          () -> prepared(launch),
          command(launch.spec()),
          launch.state(),
          launch.streams().client());
    } catch (LaunchException e) {
      release(launch);
      throw e;
    }
  }

  /**
   * A spec may name a group whose parents are not there yet; ours are. They stay, as with runc.
   * Before the plan, which looks at them for the files that the kernel offers.
   */
  private Plan prepared(Launch launch) {
    var path = cgroupsPath(launch.id(), linux(launch.spec()));
    if (path.equals(ownGroup(launch.id()))) {
      return plan(launch);
    }
    cgroups.prepareAbove(path);
    var plan = plan(launch);
    TakenGroup.of(launch.state()).take(path);
    return plan;
  }

  @Override
  public RunningProcess exec(ExecLaunch launch) {
    var command = launch.process().args().isEmpty() ? "" : launch.process().args().getFirst();
    return launched(() -> plan(launch), command, launch.state(), launch.streams().client());
  }

  private static String command(Spec spec) {
    var process = spec.process();
    return process == null || process.args().isEmpty() ? "" : process.args().getFirst();
  }

  /** The client's end is ours from the call on, so it is closed even if there is no plan. */
  private RunningProcess launched(
      Supplier<Plan> compiler, String command, Path state, Optional<Socket> client) {
    Plan plan;
    try {
      plan = compiler.get();
    } catch (RuntimeException e) {
      client.ifPresent(Socket::close);
      throw e;
    }
    return birth.of(plan, command, state, client);
  }

  @Override
  public Optional<RunningProcess> reconnect(Path state) {
    return Monitor.find(state).map(monitor -> monitor);
  }

  @Override
  public void release(Launch launch) {
    var path = cgroupsPath(launch.id(), linux(launch.spec()));
    if (path.equals(ownGroup(launch.id())) || TakenGroup.of(launch.state()).is(path)) {
      cgroups.remove(path);
    }
  }

  @Override
  public void releaseAllBut(Set<String> ids) {
    for (var id : cgroups.children(parent)) {
      if (!ids.contains(id)) {
        cgroups.remove(parent + "/" + id);
      }
    }
  }

  @Override
  public boolean outOfMemory(Launch launch) {
    return cgroups.outOfMemory(cgroupsPath(launch.id(), linux(launch.spec())));
  }

  @Override
  public void close() {
    pool.close();
    if (cgroups.children(parent).isEmpty()) {
      cgroups.remove(parent);
    }
  }
}

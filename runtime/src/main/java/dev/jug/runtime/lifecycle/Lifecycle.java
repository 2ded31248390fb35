package dev.jug.runtime.lifecycle;

import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.Features;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.SpecCodec;
import dev.jug.oci.runtime.State;
import dev.jug.oci.runtime.Status;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.Created;
import dev.jug.runtime.Custody;
import dev.jug.runtime.ExecLaunch;
import dev.jug.runtime.HostedLauncher;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchOption;
import dev.jug.runtime.LauncherHost;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.cgroup.OomWatch;
import dev.jug.runtime.cgroup.stats.GroupStats;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations of runtime.md, over containers that have their directories under one root.
 * Thread-safe. It keeps nothing in memory that is not on disk: another engine, or another version
 * of this one, goes on where this one stopped.
 */
public final class Lifecycle {
  /** The group of containers that do not say where they belong. */
  public static final String PARENT = "/jug-runtime";

  /** Where containers are unless somebody says otherwise. */
  public static final Path ROOT = StateRoot.DEFAULT;

  private static final String VERSION = "1.3.0";

  private final StateRoot root;
  private final ContainerRuntime runtime;
  private final Cgroups cgroups;
  private final SpecCodec codec;
  private final KnownSpecs specs;
  private final Clock clock;

  /**
   * @param root the directory; made when the first container needs it
   * @param runtime starts processes
   * @param cgroups the machine's cgroups
   * @param codec reads config.json
   * @param clock tells when a container was created
   */
  public Lifecycle(
      Path root, ContainerRuntime runtime, Cgroups cgroups, SpecCodec codec, Clock clock) {
    this.root = new StateRoot(root);
    this.runtime = runtime;
    this.cgroups = cgroups;
    this.codec = codec;
    this.specs = new KnownSpecs(codec);
    this.clock = clock;
  }

  /** Has a launcher brought to life, for one container or one more process. */
  public HostedLauncher launcher(LauncherHost host) {
    return runtime.hosted(host);
  }

  /**
   * Reads a bundle.
   *
   * @param directory absolute path
   * @throws dev.jug.oci.runtime.InvalidSpecException if its config.json cannot mean a container
   */
  public Bundle bundle(Path directory) {
    return Bundle.read(directory, codec);
  }

  /**
   * Creates a container; its process waits for the start.
   *
   * @return its process id
   * @throws LifecycleException if there is one with this id
   * @throws dev.jug.oci.runtime.InvalidSpecException if its bundle cannot mean a container
   * @throws dev.jug.runtime.LaunchException if it cannot be made; nothing is left of it
   */
  public int create(CreateRequest request) {
    return make(
        request,
        (container, launch) -> {
          var created = runtime.create(launch);
          root.save(container.born(created.pid(), created.steps()));
          return created.pid();
        });
  }

  /** Creates a container and starts it at once; its launcher stays with it. */
  public RunningProcess run(CreateRequest request) {
    return make(
        request,
        (container, launch) -> {
          var process = runtime.start(launch);
          root.save(container.running(process.pid()));
          return process;
        });
  }

  /** What is done with a container whose directory is there. */
  private interface Making<T> {
    T of(SavedContainer container, Launch launch);
  }

  private <T> T make(CreateRequest request, Making<T> making) {
    var bundle = request.bundle();
    var rootfs = bundle.rootfs();
    boolean systemd = request.options().contains(LaunchOption.SYSTEMD_CGROUP);
    var place = Placement.of(bundle.spec(), systemd, PARENT, root.unique(request.id()));
    var spec = place.launched(bundle.spec());
    var directory = root.reserve(request.id());
    try {
      var container =
          new SavedContainer(
              request.id(),
              bundle.directory().toString(),
              rootfs.toString(),
              place.path(),
              place.scope(),
              clock.instant(),
              request.owner(),
              spec.annotations(),
              ProcessIdentity.NONE,
              false,
              Map.of());
      root.saveConfig(request.id(), bundle.config());
      root.save(container);
      specs.keep(container, place.joined(spec));
      return making.of(
          container,
          new Launch(
              request.id(),
              spec,
              new RootSource.Directory(rootfs),
              directory,
              request.custody(),
              request.options(),
              bundle.directory()));
    } catch (RuntimeException e) {
      root.remove(request.id());
      throw e;
    }
  }

  /**
   * Starts a created container.
   *
   * @throws LifecycleException if it is in another state
   * @throws dev.jug.runtime.LaunchException if its program cannot be executed; it is stopped then
   */
  public void start(String id) {
    var container = root.get(id);
    var status = status(container);
    if (status != Status.CREATED) {
      throw new LifecycleException(
          status == Status.STOPPED
              ? "cannot start a container that has stopped"
              : "cannot start a container in the " + status.word() + " state");
    }
    int pid = container.process().pid();
    runtime.open(launch(container), new Created(pid, container.steps()));
    root.save(container.running(pid));
  }

  private Launch launch(SavedContainer container) {
    return new Launch(
        container.id(),
        spec(container),
        new RootSource.Directory(Path.of(container.rootfs())),
        root.directory(container.id()),
        Streams.NONE,
        Set.of(),
        Path.of(container.bundle()));
  }

  private Spec spec(SavedContainer container) {
    return specs.of(container, () -> root.config(container.id()));
  }

  private Status status(SavedContainer container) {
    return container.status(() -> cgroups.frozen(container.cgroup()));
  }

  /** A container's state. */
  public ContainerState state(String id) {
    return state(root.get(id));
  }

  /** The states of all containers, the oldest first. */
  public List<ContainerState> list() {
    return root.all().stream().map(this::state).toList();
  }

  private ContainerState state(SavedContainer container) {
    var status = status(container);
    int pid = status == Status.STOPPED ? 0 : container.process().pid();
    var state =
        new State(
            VERSION, container.id(), status, pid, container.bundle(), container.annotations());
    return new ContainerState(state, container.rootfs(), container.created(), container.owner());
  }

  /**
   * Deletes what is left of a container.
   *
   * @param force whether one that has not stopped is killed, and one that does not exist is fine
   * @throws LifecycleException if it has not stopped
   */
  public void delete(String id, boolean force) {
    var found = root.find(id);
    if (found.isEmpty() && force) {
      root.remove(id);
      return;
    }
    var container = found.orElseGet(() -> root.get(id));
    var status = status(container);
    if (status != Status.STOPPED && !force) {
      throw new LifecycleException(
          "cannot delete container " + id + " that is not stopped: " + status.word());
    }
    new Killing(cgroups, container).end();
    var launch = launch(container);
    Placement.of(container).group(cgroups).remove();
    root.remove(id);
    specs.forget(container);
    runtime.stopped(launch);
  }

  /**
   * Sends a signal to a container's process.
   *
   * @param all whether all its processes get it
   * @throws LifecycleException if it has stopped
   */
  public void kill(String id, Signal signal, boolean all) {
    var container = root.get(id);
    new Killing(cgroups, container).send(signal, all, status(container));
  }

  /** The process ids of a container, as the engine sees them. */
  public List<Integer> processes(String id) {
    return cgroups.processes(root.get(id).cgroup());
  }

  /**
   * Freezes all processes of a container.
   *
   * @throws LifecycleException if it does not run
   */
  public void pause(String id) {
    var container = root.get(id);
    var status = status(container);
    if (status != Status.RUNNING && status != Status.CREATED) {
      throw new LifecycleException("container not running: it is " + status.word());
    }
    cgroups.freeze(container.cgroup());
  }

  /** Lets a paused container go on. */
  public void resume(String id) {
    var container = root.get(id);
    if (status(container) != Status.PAUSED) {
      throw new LifecycleException("container not paused");
    }
    cgroups.thaw(container.cgroup());
  }

  /**
   * Changes the limits of a container.
   *
   * @throws LifecycleException if it has stopped
   */
  public void update(String id, Resources resources) {
    var container = root.get(id);
    if (status(container) == Status.STOPPED) {
      throw new LifecycleException("container not running");
    }
    Placement.of(container).group(cgroups).update(resources);
  }

  /** What this runtime can do. */
  public Features features() {
    return RuntimeFeatures.describe();
  }

  /** What a container uses of its resources. */
  public GroupStats statistics(String id) {
    return cgroups.stats(running(id).cgroup());
  }

  private SavedContainer running(String id) {
    var container = root.get(id);
    if (status(container) == Status.STOPPED) {
      throw new LifecycleException("container with id " + id + " is not running");
    }
    return container;
  }

  /** Watches for processes of a container that are killed for want of memory. */
  public OomWatch watchMemory(String id) {
    return cgroups.watchMemory(running(id).cgroup());
  }

  /**
   * A container that one more process is to run in.
   *
   * @param evenPaused whether it may be paused; the process then waits until it is resumed
   * @throws LifecycleException if it does not run
   */
  public Target target(String id, boolean evenPaused) {
    var container = root.get(id);
    var status = status(container);
    boolean runs = status == Status.RUNNING || status == Status.CREATED;
    if (!runs && !(evenPaused && status == Status.PAUSED)) {
      throw new LifecycleException(
          "cannot exec in a " + status.word() + " container: container not running");
    }
    return new Target(id, container.process().pid(), spec(container));
  }

  /**
   * Runs one more process in a container, and leaves it to whoever hosts its launcher.
   *
   * @return its process id
   */
  public int exec(Target target, Process process, Custody custody) {
    return runtime.execReleased(launch(target, process, custody));
  }

  /**
   * Runs one more process in a container; its launcher stays with it.
   *
   * @param streams with files of the caller's, for nothing is kept of such a process
   */
  public RunningProcess execAttached(Target target, Process process, Streams streams) {
    return runtime.exec(launch(target, process, streams));
  }

  private ExecLaunch launch(Target target, Process process, Custody custody) {
    var directory = root.directory(target.id());
    return new ExecLaunch(
        target.pid(), target.id(), directory, target.spec(), process, directory, custody);
  }
}

package dev.jug.engine;

import dev.jug.build.exec.Flights;
import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.container.Layout;
import dev.jug.engine.container.LiveDirectory;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.engine.files.ContainerFiles;
import dev.jug.engine.image.Housekeeping;
import dev.jug.engine.launch.Blanks;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.PruneFilter;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.engine.spec.RequestCheck;
import dev.jug.engine.usage.SharedMemory;
import dev.jug.engine.view.SystemView;
import dev.jug.engine.volume.Resolution;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.engine.volume.Volumes;
import dev.jug.image.Images;
import dev.jug.image.audit.SpaceItem;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.launch.LaunchingRuntime;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * Makes containers and finds them again. Thread-safe. Closing it, or its death at any instant,
 * changes nothing for running containers: the next engine with the same directories finds them.
 */
public final class Engine implements AutoCloseable {
  private final Services services;
  private final LiveDirectory live;
  private final Blanks blanks;
  private final Housekeeping housekeeping;
  private final Flights flights = new Flights();
  private final Bookkeeping bookkeeping;

  private Engine(Services services, LiveDirectory live, Blanks blanks, Housekeeping housekeeping) {
    this.bookkeeping = new Bookkeeping(services);
    this.services = services;
    this.live = live;
    this.blanks = blanks;
    this.housekeeping = housekeeping;
  }

  /**
   * Opens the engine of these directories on this machine.
   *
   * @param launcher the program file of {@code jug-launcher}
   * @param ready how many launchers to keep ready
   * @throws EngineException if the directories cannot be used
   */
  public static Engine open(EngineConfig config, Path launcher, int ready) {
    try {
      var cgroups = new Cgroups(CgroupLayout.detect());
      var runtime = new LaunchingRuntime(launcher, ready, cgroups, config.cgroup());
      return open(config, runtime, ready);
    } catch (SysException | UncheckedIOException e) {
      throw new Unavailable("cannot start containers here: " + e.getMessage(), "Jug needs root.");
    }
  }

  /**
   * Opens the engine of these directories, and puts right what an earlier one left unfinished. One
   * engine at a time may have them; whoever starts engines sees to that.
   *
   * @param runtime starts processes; closed with the engine
   * @throws EngineException if the directories cannot be used
   */
  public static Engine open(EngineConfig config, ContainerRuntime runtime) {
    return open(config, runtime, 0);
  }

  /**
   * The same, with directories of containers made ahead.
   *
   * @param ready how many
   */
  public static Engine open(EngineConfig config, ContainerRuntime runtime, int ready) {
    var layout = new Layout(config.state(), config.run());
    try {
      Disk.ensurePrivate(layout.containers());
      var live = LiveDirectory.open(layout);
      var random = new SecureRandom();
      var services = Wiring.services(config, layout, runtime, random);
      services.budgets().recover();
      new Recovery(services).run();
      removeBuilds(services);
      var blanks = new Blanks(layout, random, ready);
      blanks.refill();
      var gc = config.settings().gc();
      var crowded = new CrowdedDisk(services);
      var housekeeping = new Housekeeping(services.images(), layout.images(), gc, crowded::tell);
      return new Engine(services, live, blanks, housekeeping);
    } catch (IOException e) {
      runtime.close();
      throw Disk.failed("use the engine's directories", e);
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }

  /** Whoever built is gone. */
  private static void removeBuilds(Services services) {
    for (var container : services.containers().all()) {
      if (container.record().request().labels().containsKey(BuildRunner.LABEL)) {
        container.remove(true, VolumeFate.UNDONE);
      }
    }
  }

  /**
   * Makes a container; it does not run yet.
   *
   * @throws EngineException if it cannot be made; nothing is left of it then
   */
  public Container create(ContainerRequest asked) {
    var complete = services.sandboxes().complete(settings().complete(complete(asked)));
    RequestCheck.check(complete);
    var id = newId();
    try (var _ = services.images().pin(complete);
        var decision = services.decisions().decide(id, complete)) {
      var request = decision.request();
      var name = services.containers().reserve(request.name(), id, services.random());
      var record = ContainerRecord.created(id, name, services.clock().instant(), request);
      provideVolumes(record);
      return add(record);
    } catch (RuntimeException e) {
      services.containers().release(id);
      services.storage().claims().unclaim(id, complete.storage());
      throw undone(id, e);
    }
  }

  private ContainerRequest complete(ContainerRequest asked) {
    var request = services.images().complete(asked.asKept());
    var resolution =
        new Resolution(
            services.storage().volumes(), other -> container(other).record().request().storage());
    return request.toBuilder(request.image()).storage(resolution.of(request.storage())).build();
  }

  private void provideVolumes(ContainerRecord record) {
    var storage = record.request().storage();
    services.layers().make(record.id(), storage);
    services.storage().claims().claim(record.id(), storage, record.request().autoRemove());
    services
        .storage()
        .filling()
        .fill(
            record.id(),
            storage,
            () -> new ContainerFiles(record.name(), services.launches().root(record), null).open());
  }

  private String newId() {
    try {
      return blanks.take();
    } catch (IOException e) {
      throw Disk.failed("make a container", e);
    }
  }

  /**
   * The record is written before the container is known. It outlives the engine at once; to outlive
   * the machine it is synced in the background, for fsync takes longer than starting a container.
   * One that goes away at its end gains nothing from that, so its record lies in memory.
   */
  private Container add(ContainerRecord record) {
    var container = new Container(services, record);
    if (record.request().autoRemove()) {
      makeFleeting(record.id());
    }
    services.store().save(record, Survives.PROCESS);
    services.containers().add(container);
    if (!record.request().autoRemove()) {
      container.life().saveSoon();
    }
    container.publish(Action.CREATE, Map.of());
    return container;
  }

  private void makeFleeting(String id) {
    try {
      Disk.makePrivate(services.layout().filesOf(id, true));
    } catch (IOException e) {
      throw Disk.failed("make container " + Ids.shortened(id), e);
    }
  }

  private RuntimeException undone(String id, RuntimeException why) {
    try {
      StateFiles.delete(services, id);
    } catch (IOException | SysException e) {
      why.addSuppressed(e);
    }
    return why;
  }

  /**
   * The container with this name, id, or unambiguous beginning of an id. Those of pod sandboxes are
   * not found here.
   *
   * @throws EngineException.NotFound if there is none
   */
  public Container container(String reference) {
    return services.containers().findPlain(reference);
  }

  /** The pod sandboxes, and the containers that are of one. */
  public PodSandboxes pods() {
    return new PodSandboxes(this, services);
  }

  /** All containers but those of pod sandboxes, the newest first. */
  public List<Container> containers() {
    return services.containers().plain();
  }

  /** Removes containers that do not run. */
  public PrunedContainers prune(PruneFilter filter) {
    return new ContainerPrune(services, filter).run();
  }

  /** The launch plan a container would be started with. Nothing of it stays. */
  public Plan plan(ContainerRequest asked) {
    var request = services.decisions().imagine(settings().complete(complete(asked)));
    RequestCheck.check(request);
    var id = Ids.container(services.random());
    return services.launches().explain(id, request, this::processOf, services.compiler(request));
  }

  private int processOf(String reference) {
    var pid = container(reference).pid();
    return pid == null ? 0 : pid;
  }

  /**
   * The images that containers can be made from.
   *
   * @throws EngineException if their directory cannot be used
   */
  public Images images() {
    return services.images().get();
  }

  /** The networks that containers can be on. */
  public ContainerNetworks networks() {
    return new ContainerNetworks(services);
  }

  /** The volumes that containers can have. */
  public Volumes volumes() {
    return services.storage().volumes();
  }

  /** Makes images of the packages of the distribution that this machine's apt knows. */
  public AptImages apt() {
    return new AptImages(this);
  }

  /** Budgets for several containers and processes together. */
  public ResourceContainers resources() {
    return new ResourceContainers(services);
  }

  /** How well its fences hold. */
  public Security security() {
    var attacks = new Attacks(this, services);
    var experiments = new Experiments(attacks, services);
    return new Security(attacks, new Audits(services), new Lessons(services), experiments);
  }

  /** Builds images. */
  public Builds builds() {
    return new Builds(this, services, flights);
  }

  /** What takes how much of the disk; the sizes add up to what the state directory takes. */
  public List<SpaceItem> space() {
    return new Space(services).items();
  }

  /**
   * What the processes of a container have in memory, and share with others.
   *
   * @throws EngineException.Conflict if it does not run
   */
  public SharedMemory sharedMemory(Container container) {
    var group = services.runtime().group(container.life().requireRun().launch());
    return SharedMemory.of(Path.of("/proc"), group.processes());
  }

  /** How much of the disk a container and its image take together. */
  public long rootSpace(Container container) {
    return new Space(services).withImage(container);
  }

  /** How much of the disk a container takes: what it wrote, its log and its record. */
  public long space(Container container) {
    return new Space(services).of(container);
  }

  /**
   * What the engine is and runs on.
   *
   * @throws IOException if the disk fails
   * @throws EngineException if the directory of images cannot be used
   */
  public SystemView info() throws IOException {
    return new Survey(services).make();
  }

  /** What happens. */
  public Events events() {
    return services.events();
  }

  /** Takes over newer settings, as far as they concern what comes from now on. */
  public void apply(EngineSettings settings) {
    services.settings().set(settings);
    housekeeping.follow(settings.gc());
  }

  /** What an administrator says. */
  public EngineSettings settings() {
    return services.settings().get();
  }

  /** Whether a container or a process in one runs, or a pod sandbox waits for one. */
  public boolean busy() {
    return services.pods().anyReady()
        || services.containers().all().stream().anyMatch(Container::isBusy);
  }

  /**
   * Whether somebody would notice if this engine stopped: something runs, or the next engine would
   * start what somebody has stopped.
   */
  public boolean needed() {
    return services.pods().anyReady()
        || services.containers().all().stream().anyMatch(Container::needsEngine);
  }

  /** Stops watching; containers go on. */
  @Override
  public void close() {
    housekeeping.close();
    bookkeeping.close();
    boolean inUse = busy();
    services.containers().close();
    services.containers().all().forEach(container -> container.life().letGo());
    services.containers().leaving().forEach(container -> container.life().awaitCleared());
    services.launches().close();
    services.runtime().close();
    services.sandboxes().close();
    services.images().close();
    blanks.close();
    live.close(inUse);
  }
}

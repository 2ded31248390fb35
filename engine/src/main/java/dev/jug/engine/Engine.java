package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.ContainerStore;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.container.Layout;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.engine.host.HostImage;
import dev.jug.engine.launch.Launches;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.spec.Filters;
import dev.jug.engine.spec.KeptSpec;
import dev.jug.engine.spec.RequestCheck;
import dev.jug.engine.spec.SpecBuilder;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.linux.fs.Tree;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.launch.LaunchingRuntime;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes containers and finds them again. Thread-safe. Closing it, or its death at any instant, changes nothing for running
 * containers: the next engine with the same directories finds them.
 */
public final class Engine implements AutoCloseable {
  private final Services services;

  private Engine(Services services) {
    this.services = services;
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
      return open(config, new LaunchingRuntime(launcher, ready, cgroups, config.cgroup()));
    } catch (SysException | UncheckedIOException e) {
      throw new Unavailable("cannot start containers here: " + e.getMessage(), "Jug needs root.");
    }
  }

  /**
   * Opens the engine of these directories, and puts right what an earlier one left unfinished. One engine at a time may
   * have them; whoever starts engines sees to that.
   *
   * @param runtime starts processes; closed with the engine
   * @throws EngineException if the directories cannot be used
   */
  public static Engine open(EngineConfig config, ContainerRuntime runtime) {
    var layout = new Layout(config.state(), config.run());
    try {
      Disk.ensurePrivate(layout.containers());
      Disk.ensurePrivate(layout.runs());
    } catch (IOException e) {
      throw Disk.failed("use the engine's directories", e);
    }
    var services = services(config, layout, runtime);
    try {
      new Recovery(services).run();
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
    return new Engine(services);
  }

  private static Services services(EngineConfig config, Layout layout, ContainerRuntime runtime) {
    var clock = InstantSource.system();
    var filters = Filters.standard();
    var own = Set.of(config.state(), config.run());
    var hostImage = new HostImage(layout.hostImage(), own, clock);
    return new Services(
        layout,
        new ContainerStore(layout),
        runtime,
        new Launches(layout, hostImage, new SpecBuilder(filters)),
        new KeptSpec(filters),
        hostImage,
        new Events(),
        new Containers(),
        clock,
        new SecureRandom());
  }

  /**
   * Makes a container; it does not run yet.
   *
   * @throws EngineException if it cannot be made; nothing is left of it then
   */
  public Container create(ContainerRequest request) {
    RequestCheck.check(request);
    var id = services.containers().newId(services.random());
    var name = services.containers().reserve(request.name(), id, services.random());
    try {
      return add(ContainerRecord.created(id, name, services.clock().instant(), request));
    } catch (RuntimeException e) {
      services.containers().release(name, id);
      throw e;
    }
  }

  /**
   * The record is on disk before the container is known. It outlives the engine at once; to outlive the machine it is
   * synced in the background, for fsync takes longer than starting a container, and one that goes away at its end gains
   * nothing from it.
   */
  private Container add(ContainerRecord record) {
    var container = new Container(services, record);
    var state = services.layout().stateOf(record.id());
    try {
      Disk.makePrivate(state);
      services.store().save(record, Survives.PROCESS);
    } catch (IOException e) {
      throw undone(record, Disk.failed("make container " + container.shortId(), e));
    } catch (EngineException e) {
      throw undone(record, e);
    }
    services.containers().add(container);
    if (!record.request().autoRemove()) {
      container.life().saveSoon();
    }
    container.publish(Action.CREATE, Map.of());
    return container;
  }

  private EngineException undone(ContainerRecord record, EngineException why) {
    try {
      Tree.delete(services.layout().stateOf(record.id()));
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    return why;
  }

  /**
   * The container with this name, id, or unambiguous beginning of an id.
   *
   * @throws EngineException.NotFound if there is none
   */
  public Container container(String reference) {
    return services.containers().find(reference);
  }

  /** All containers, the newest first. */
  public List<Container> containers() {
    return services.containers().all();
  }

  /** The launch plan a container would be started with. Makes nothing. */
  public Plan plan(ContainerRequest request) {
    RequestCheck.check(request);
    var id = Ids.container(services.random());
    var launch =
        services.launches().imagine(id, request, reference -> processOf(reference));
    return services.runtime().plan(launch);
  }

  private int processOf(String reference) {
    var pid = container(reference).pid();
    return pid == null ? 0 : pid;
  }

  /** What happens to containers. */
  public Events events() {
    return services.events();
  }

  /** Whether a container or a process in one runs: an engine that is not busy may stop without anyone noticing. */
  public boolean busy() {
    return services.containers().all().stream().anyMatch(Container::isBusy);
  }

  /** Stops watching; containers go on. */
  @Override
  public void close() {
    services.containers().close();
    services.containers().all().forEach(container -> container.life().letGo());
    services.runtime().close();
    services.hostImage().close();
  }
}

package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.files.ContainerFiles;
import dev.jug.engine.files.ContainerFiles.Hold;
import dev.jug.engine.files.Ids;
import dev.jug.engine.log.LogOptions;
import dev.jug.engine.log.LogReader;
import dev.jug.engine.process.ProcessTable;
import dev.jug.engine.process.Processes;
import dev.jug.engine.request.NamespaceMode.Host;
import dev.jug.engine.usage.Usage;
import dev.jug.engine.usage.UsageReader;
import dev.jug.engine.volume.StillRoot;
import dev.jug.linux.Fd;
import dev.jug.runtime.cgroup.CgroupException;
import java.util.List;
import java.util.function.Supplier;

/** What can be seen of a container from outside. */
final class Observation {
  private final Services services;
  private final Container container;

  Observation(Services services, Container container) {
    this.services = services;
    this.container = container;
  }

  /** What a container has besides its image. */
  private record Own(Supplier<Hold> holds, StillRoot root) implements ContainerFiles.Mounts {
    @Override
    public Hold hold() {
      return holds.get();
    }

    @Override
    public Fd complete(Fd whole, boolean writable) {
      return root.complete(whole, writable);
    }
  }

  private ContainerRecord record() {
    return container.record();
  }

  LogReader logs(LogOptions options) {
    if (!record().request().logConfig().keeps()) {
      throw new Unavailable(
          "configured logging driver does not support reading",
          "The container was made with --log-driver none.");
    }
    return new LogReader(
        services.layout().stateOf(container.id()), options, () -> container.life().run() != null);
  }

  ContainerFiles files() {
    var storage = services.storage();
    var mine = record().request().storage();
    var root =
        new StillRoot(
            storage.volumes(), storage.mounts(), container.id(), mine, services.layout().mounts());
    return new ContainerFiles(
        container.name(),
        services.launches().root(record()),
        container.pid(),
        new Own(() -> storage.mounts().hold(container.id(), mine)::close, root),
        mine.fileTargets(),
        new Ids(record().request().namespaces().ids()));
  }

  ProcessTable processes(Run run, List<String> options) {
    var pids = services.runtime().group(run.launch()).processes();
    return Processes.table(pids, options, services.clock().instant());
  }

  Usage usage(Run run) {
    boolean ownNetwork = !(record().request().namespaces().network() instanceof Host);
    try {
      var stats = services.runtime().group(run.launch()).stats();
      return UsageReader.ofMachine(services.clock()).read(stats, run.process().pid(), ownNetwork);
    } catch (CgroupException e) {
      throw new Conflict("container " + container.id() + " is not running", e.getMessage());
    }
  }
}

package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.Ids;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.launch.Launches;
import dev.jug.engine.restart.Verdict;
import dev.jug.engine.spec.Minimal;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.Streams;
import dev.jug.runtime.cgroup.CgroupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Makes memory, disk and machine agree when an engine opens, whatever an earlier one was doing when
 * it ended. Doing it twice changes nothing, so it may itself be cut off at any instant.
 *
 * <pre>{@code
 * record   run directory             means                           becomes
 * any      monitor answers           it runs                         running, watched
 * any      file exit                 it ended, nobody looked         exited with that status
 * running  neither, it runs          the monitor was killed          killed, exited, 137
 * running  neither                   the machine died                exited, 255
 * other    neither                   it was about to run, if at all  as recorded
 * none     –                         half made or half removed       nothing
 * }</pre>
 *
 * One that its restart policy wants to run is started at the end, however it came to stand still.
 * An ended container that was to be removed at its end is removed; so is one that was to be started
 * as soon as it was made, and never was.
 */
final class Recovery {
  /** Docker's exit code for a container whose end nobody saw. */
  static final int UNKNOWN_CODE = 255;

  private static final System.Logger LOG = System.getLogger(Recovery.class.getName());
  private static final String UNKNOWN =
      "It ran when this machine stopped or its monitor was killed; how it ended is not known.";

  private final Services services;
  private final Queue<Container> waiting = new ConcurrentLinkedQueue<>();

  Recovery(Services services) {
    this.services = services;
  }

  void run() {
    var broken = new HashSet<String>();
    var records = services.store().all(broken);
    for (var id : broken) {
      LOG.log(System.Logger.Level.WARNING, "left alone, its record cannot be read: " + id);
    }
    for (var record : records) {
      services.storage().claims().adopt(record.id(), record.request().storage());
    }
    SideBySide.each(records, this::recoverOrWarn);
    removeOrphans(records, broken);
    services.pods().recover();
    services.sandboxes().settle();
    services.containers().all().forEach(Recovery::restoreNetworks);
    recoverVolumes(broken.isEmpty());
    new Comeback(services, waiting).begin();
  }

  private static void restoreNetworks(Container container) {
    try {
      container.networking().restore();
    } catch (EngineException e) {
      var what = "is not on all of its networks: " + container.id();
      LOG.log(System.Logger.Level.WARNING, what, e);
    }
  }

  private void recoverVolumes(boolean certain) {
    var there = services.containers().all().stream().map(Container::id);
    services.storage().recover(there.collect(Collectors.toSet()), certain);
  }

  /** One container that a broken disk holds on to is no reason to do without all the others. */
  private void recoverOrWarn(ContainerRecord record) {
    try {
      recover(record);
    } catch (IOException | EngineException e) {
      var what = "cannot put right container " + Ids.shortened(record.id());
      LOG.log(System.Logger.Level.WARNING, what + "; the next start tries again", e);
    }
  }

  private void recover(ContainerRecord record) throws IOException {
    var container = new Container(services, record);
    services.containers().add(container);
    var state = services.layout().runOf(record.id());
    var process =
        Files.isDirectory(state)
            ? services.runtime().reconnect(state)
            : Optional.<RunningProcess>empty();
    if (process.isPresent()) {
      var launch = launch(record);
      completeMove(launch, record);
      container.life().resume(running(record, process.get(), launch), launch, process.get());
      container.execs().recover();
      return;
    }
    var ended = ended(record, state);
    if (ended.isPresent()) {
      collect(container, ended.get());
    } else {
      undoStart(record, state);
      sendRest(container);
      if (isToBeRemoved(record)) {
        remove(container, record);
      } else {
        startAgain(container, record);
      }
    }
  }

  /** What was made for a process that never was. */
  private void undoStart(ContainerRecord record, Path state) {
    if (Files.isDirectory(state)) {
      release(spec(record));
      Launches.clear(state);
    }
  }

  private static void sendRest(Container container) {
    if (container.record().hasRun()) {
      container.life().sendRest();
    }
  }

  private static void remove(Container container, ContainerRecord record) {
    if (record.status() == ContainerStatus.CREATED) {
      container.remove(true, VolumeFate.UNDONE);
    } else {
      container.remove(false, VolumeFate.GO);
    }
  }

  /** Not before everything is as it should be: {@link #run} starts them. */
  private void startAgain(Container container, ContainerRecord record) {
    if (record.status() == ContainerStatus.RESTARTING) {
      waiting.add(container);
    } else if (Verdict.atOpening(record)) {
      container.life().found(record.restarting(record.restartCount()));
      waiting.add(container);
    }
  }

  private static boolean isToBeRemoved(ContainerRecord record) {
    var request = record.request();
    return record.status() == ContainerStatus.CREATED
        ? request.startsAtOnce()
        : request.autoRemove();
  }

  /** The record may be older than the start, and than a pause. */
  private ContainerRecord running(ContainerRecord record, RunningProcess process, Launch launch)
      throws IOException {
    var status = isFrozen(launch) ? ContainerStatus.PAUSED : ContainerStatus.RUNNING;
    if (record.status().hasProcess() && record.pid() == process.pid()) {
      return record.in(status);
    }
    var since = Files.getLastModifiedTime(launch.state()).toInstant();
    return record.started(process.pid(), since, spec(record).spec()).in(status);
  }

  private boolean isFrozen(Launch launch) {
    try {
      return services.runtime().group(launch).isFrozen();
    } catch (InvalidSpecException _) {
      // The machine has no freezer, so nothing is paused.
      return false;
    } catch (CgroupException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot tell whether it is paused: " + launch.id(), e);
      return false;
    }
  }

  /** As it was launched; if that did not reach the disk, as it would be launched now. */
  private Launch launch(ContainerRecord record) {
    var kept = spec(record);
    var whole = services.kept().restore(kept.spec(), record.request());
    var streams = new Streams(false, false, Optional.empty(), Optional.empty());
    return new Launch(
        kept.id(), whole, kept.root(), kept.state(), streams, kept.options(), kept.bundle());
  }

  private Launch spec(ContainerRecord record) {
    if (record.spec() != null) {
      return services.launches().recall(record, record.spec());
    }
    try {
      return services.launches().imagine(record.id(), record.request(), _ -> 0);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "how it was launched is lost: " + record.id(), e);
      return services.launches().recall(record, Minimal.nothing());
    }
  }

  private void completeMove(Launch launch, ContainerRecord record) {
    try {
      services.runtime().completeMove(launch, record.status() == ContainerStatus.PAUSED);
    } catch (InvalidSpecException | CgroupException e) {
      LOG.log(System.Logger.Level.WARNING, "is between two cgroups: " + launch.id(), e);
    }
  }

  private Optional<ContainerRecord> ended(ContainerRecord record, Path state) throws IOException {
    var exit = ExitFile.in(state);
    if (exit.isPresent()) {
      int code = exit.get().status().code();
      return Optional.of(record.exited(code, record.oomKilled(), "", exit.get().written()));
    }
    if (!record.status().hasProcess()) {
      return Optional.empty();
    }
    boolean ranOn = new Orphan(services, spec(record)).end();
    Instant now = services.clock().instant();
    return Optional.of(
        ranOn
            ? record.exited(Orphan.KILLED_CODE, false, Orphan.KILLED, now)
            : record.exited(UNKNOWN_CODE, false, UNKNOWN, now));
  }

  /** One write says that it ended and what comes of that: there is no telling it apart later. */
  private void collect(Container container, ContainerRecord ended) {
    var launch = spec(ended);
    boolean outOfMemory = services.runtime().outOfMemory(launch);
    new ResourceContainers(services).lookAround(container);
    boolean known = isKnown(container.record(), ended);
    boolean again = !known && Verdict.atEnd(ended);
    if (!known) {
      var record = again ? ended.restarting(ended.restartCount() + 1) : ended;
      container.life().found(outOfMemory ? record.outOfMemory() : record);
    }
    release(launch);
    services.runtime().stopped(launch);
    Launches.clear(launch.state());
    sendRest(container);
    if (ended.request().autoRemove()) {
      container.remove(false, VolumeFate.GO);
    } else if (again) {
      waiting.add(container);
    } else {
      startAgain(container, container.record());
    }
  }

  /** An engine died after it had seen that end, and before it had cleared up. */
  private static boolean isKnown(ContainerRecord before, ContainerRecord ended) {
    return !before.status().hasProcess() && Objects.equals(before.finishedAt(), ended.finishedAt());
  }

  private void removeOrphans(List<ContainerRecord> records, Set<String> broken) {
    var known = records.stream().map(ContainerRecord::id).collect(Collectors.toSet());
    known.addAll(broken);
    try {
      for (var id : services.store().ids()) {
        if (!known.contains(id)) {
          removeOrphan(id);
        }
      }
      services.runtime().releaseAllBut(known);
      services.budgets().releaseAllBut(known);
      removeRuns(known.stream().map(Ids::shortened).collect(Collectors.toSet()));
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot release what is left of removed containers", e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot remove what is left of removed containers", e);
    }
  }

  /** The state directory goes last: it is what tells that there may still be a cgroup. */
  private void removeOrphan(String id) throws IOException {
    var state = services.layout().stateOf(id);
    var run = services.layout().runOf(id);
    kill(run);
    release(
        new Launch(
            id, Minimal.nothing(), new RootSource.Directory(state), run, Streams.NONE, false));
    Tree.delete(run);
    StateFiles.delete(services, id);
  }

  /** What cannot be released now is tried again at the next start; it is no reason not to start. */
  private void release(Launch launch) {
    try {
      services.runtime().release(launch);
    } catch (SysException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot release all of container " + launch.id(), e);
    }
  }

  private void removeRuns(Set<String> known) throws IOException {
    try (var runs = Files.newDirectoryStream(services.layout().runs())) {
      for (var run : runs) {
        if (!known.contains(run.getFileName().toString())) {
          kill(run);
          Tree.delete(run);
        }
      }
    }
  }

  private void kill(Path run) {
    if (Files.isDirectory(run)) {
      services
          .runtime()
          .reconnect(run)
          .ifPresent(process -> {
            process.signal(Signal.KILL);
            process.await();
            process.close();
          });
    }
  }
}

package dev.jug.engine;

import dev.jug.engine.Restarts.Pause;
import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.log.LogForward;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.network.Sandbox;
import dev.jug.runtime.Launch;
import dev.jug.runtime.RunningProcess;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The changes in a container's life; each is made by a thread that holds the container's lock.
 *
 * <p>The order of the writes is what makes a crash at any instant harmless: the record comes first
 * and goes first. A state directory without a record, or a run directory that no record claims, is
 * rubbish; {@link Recovery} removes it.
 */
final class Life {
  private static final System.Logger LOG = System.getLogger(Life.class.getName());

  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;
  private final ReentrantLock lock;
  private final Waiters waiters = new Waiters();
  private final Restarts restarts;
  private final Removal removal;
  private final HealthWatch health;
  private final MemoryWatch memory;
  private volatile Optional<LogForward> forward = Optional.empty();
  private volatile @Nullable Run run;
  private volatile @Nullable Run last;

  Life(Services services, Container container, RecordKeeper keeper, ReentrantLock lock) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
    this.lock = lock;
    this.restarts = new Restarts(services, container, keeper, lock, waiters);
    this.health = new HealthWatch(services, container, keeper, lock);
    this.memory = new MemoryWatch(services, container, keeper, lock);
    this.removal = new Removal(services, container, keeper, waiters);
  }

  /** The run it is in; null if it does not run. */
  @Nullable Run run() {
    return run;
  }

  /**
   * The run it is in.
   *
   * @throws Conflict if it does not run
   */
  Run requireRun() {
    var current = run;
    if (current != null) {
      return current;
    }
    throw isActive()
        ? new Conflict(
            "Container " + container.id() + " is restarting, wait until the container is running",
            "")
        : new Conflict("container " + container.id() + " is not running", "jug start starts it.");
  }

  /** Whether it runs, or is about to be started again; its record may be older than that. */
  boolean isActive() {
    return run != null || keeper.get().status() == ContainerStatus.RESTARTING;
  }

  /** Whether it was removed. */
  boolean isGone() {
    return removal.isDone();
  }

  Restarts restarts() {
    return restarts;
  }

  /** The process of another container, whose namespaces this one joins. */
  int processOf(String reference) {
    var other = services.containers().find(reference);
    var pid = other.pid();
    if (pid == null) {
      throw new Conflict(
          "cannot join the namespaces of a non running container: " + other.id(), "");
    }
    return pid;
  }

  /** As {@link Container#end(WaitCondition)}. */
  CompletableFuture<Integer> end(WaitCondition condition) {
    lock.lock();
    try {
      boolean over = condition == WaitCondition.NOT_RUNNING && !isActive();
      if (over || (isGone() && condition != WaitCondition.REMOVED)) {
        return CompletableFuture.completedFuture(keeper.get().exitCode());
      }
      return condition == WaitCondition.REMOVED ? waiters.removal() : waiters.end();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Starts it because somebody wants it: what came before does not count any more.
   *
   * @return false if it runs already
   */
  boolean begin(Ends ends) {
    if (run != null && keeper.get().status() == ContainerStatus.PAUSED) {
      throw new Conflict("cannot start a paused container, try unpause instead", "");
    }
    if (isActive()) {
      return false;
    }
    restarts.reset();
    return start(ends);
  }

  /**
   * Starts it; always true.
   *
   * @throws EngineException if it could not be started; then nothing of the attempt is left but the
   *     reason
   */
  boolean start(Ends ends) {
    awaitCleared();
    try {
      begin(new Starting(services, keeper.get(), this::processOf).run(ends));
      return true;
    } catch (EngineException e) {
      refused(e);
      throw e;
    }
  }

  /** A container that is removed when it ends is also removed when it does not begin. */
  private void refused(EngineException why) {
    if (keeper.get().request().autoRemove()) {
      try {
        discard(VolumeFate.GO);
      } catch (EngineException e) {
        why.addSuppressed(e);
      }
    } else {
      keeper.set(keeper.get().failed(exitCode(why), String.valueOf(why.getMessage())));
      keeper.saveSoon(Survives.PROCESS);
    }
  }

  private static int exitCode(EngineException why) {
    if (why instanceof Failed failed) {
      return switch (failed.kind()) {
        case COMMAND_NOT_FOUND -> 127;
        case COMMAND_NOT_EXECUTABLE -> 126;
        case OTHER -> 128;
      };
    }
    return 128;
  }

  private void begin(Run begun) {
    var request = keeper.get().request();
    var spec = services.kept().shrink(begun.launch().spec(), request);
    keeper.set(keeper.get().started(begun.process().pid(), services.clock().instant(), spec));
    watch(begun);
    health.watch(begun);
    memory.watch(begun);
    sendOn(begun);
    // One that goes by itself is gone anyway when the machine comes back.
    keeper.saveSoon(request.autoRemove() ? Survives.PROCESS : Survives.MACHINE);
    container.publish(Action.START, Map.of());
  }

  /** Takes on a process that runs already. */
  void resume(ContainerRecord record, Launch launch, RunningProcess process) {
    keeper.learn(record, Survives.PROCESS);
    services.storage().mounts().adopt(record.id(), record.request().storage());
    services.launches().adopt(launch);
    var sandbox = services.sandboxes().adopt(record, process.pid());
    var age = Stopwatch.since(record.startedAt(), services.clock());
    var found = new Run(launch, process, sandbox, age);
    watch(found);
    health.watch(found);
    memory.watch(found);
    sendOn(found);
  }

  /** What it writes goes elsewhere too, if it is to. */
  private void sendOn(Run begun) {
    forward.ifPresent(LogForward::letGo);
    forward = Forwards.of(services, keeper.get(), () -> run == begun);
  }

  /** What an earlier engine did not get to send on goes now; it does not run. */
  void sendRest() {
    forward = Forwards.of(services, keeper.get(), () -> false);
  }

  /** Whatever sends its output on; empty for nobody. */
  Optional<LogForward> forward() {
    return forward;
  }

  /** A run goes on in another cgroup: what looks at its groups looks there. */
  void moved(Run moved, Launch to) {
    moved.moved(to);
    services.launches().adopt(to);
    memory.moved(moved);
  }

  /** Takes on what was found out about a run that is over. */
  void found(ContainerRecord record) {
    keeper.set(record);
    keeper.save(Survives.MACHINE);
  }

  /** Makes the record outlive the machine, behind the caller's back. */
  void saveSoon() {
    keeper.saveSoon(Survives.MACHINE);
  }

  /** The engine closes: it stops watching. */
  void letGo() {
    restarts.letGo();
    memory.letGo();
    forward.ifPresent(LogForward::letGo);
    var current = run;
    if (current == null) {
      awaitCleared();
    } else {
      current.letGo();
    }
    container.execs().letGo();
    keeper.flush();
  }

  private void watch(Run started) {
    run = started;
    last = started;
    Thread.ofVirtual().name("watch " + container.shortId()).start(() -> awaitEnd(started));
  }

  private void awaitEnd(Run ended) {
    int code;
    try {
      code = ended.process().await().code();
    } catch (RuntimeException e) {
      if (services.containers().isClosed()) {
        return;
      }
      LOG.log(System.Logger.Level.WARNING, "lost sight of container " + container.id(), e);
      code = Recovery.UNKNOWN_CODE;
    }
    if (!services.containers().isClosed()) {
      forward.ifPresent(LogForward::drained);
      var again = end(ended, code);
      clear(ended);
      again.ifPresent(restarts::startAfter);
    }
  }

  /**
   * The record is true, and the name of a container that goes away is free, before anybody hears of
   * the end.
   *
   * @return the pause before it is started again, if it is to be
   */
  private Optional<Pause> end(Run ended, int code) {
    services.settle(container, ended);
    ended.sandbox().ifPresent(this::retire);
    boolean outOfMemory = memory.finish();
    Optional<Pause> again;
    Optional<CompletableFuture<Integer>> waiting;
    lock.lock();
    try {
      keeper.set(
          keeper.get().exited(code, outOfMemory, ended.remark(), ended.endedAt(services.clock())));
      again = restarts.afterEnd(ended.age());
      waiting = again.isEmpty() ? Optional.of(waiters.next()) : Optional.empty();
      run = null;
      if (keeper.get().request().autoRemove()) {
        removal.forgetOrWarn();
      } else {
        keeper.saveOrWarn(Survives.PROCESS);
      }
    } finally {
      lock.unlock();
    }
    container.publish(Action.DIE, Map.of("exitCode", Integer.toString(code)));
    ended.end(code);
    waiting.ifPresent(told -> told.complete(code));
    return again;
  }

  /** Whoever hears of the end may want the ports at once. */
  private void retire(Sandbox sandbox) {
    try {
      sandbox.retire();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot withdraw all ports of " + container.id(), e);
    }
  }

  /** The slow part of the end, which nobody waits for. */
  private void clear(Run ended) {
    try {
      ended.letGo();
      forward.ifPresent(LogForward::finish);
      ended.sandbox().ifPresent(services.sandboxes()::release);
      services.release(ended.launch());
      services.launches().ended(ended.launch());
      releaseVolumes();
      if (keeper.get().request().autoRemove()) {
        depart();
      } else {
        keeper.saveOrWarn(Survives.MACHINE);
      }
      refreshHostImage();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot clear up after " + container.id(), e);
    } finally {
      if (keeper.get().request().autoRemove()) {
        removal.tell();
        services.containers().left(container);
      }
      ended.clear();
    }
  }

  /** Whoever waits for it to be gone does not wait for the disk. */
  private void depart() {
    removal.goodbye();
    removal.tell();
    removal.deleteFiles();
  }

  private void releaseVolumes() {
    services.storage().mounts().ended(container.id(), keeper.get().request().storage());
  }

  private void refreshHostImage() {
    if (keeper.get().request().image() instanceof ContainerImage.Host) {
      services.hostImage().refresh(services.containers().usesHostImage());
    }
  }

  /** Waits until its last run has left nothing. */
  void awaitCleared() {
    var earlier = last;
    if (earlier != null) {
      earlier.awaitCleared();
    }
  }

  /** Removes one that does not run, at once and wholly. */
  void discard(VolumeFate volumes) {
    if (removal.isDone()) {
      awaitCleared();
      return;
    }
    removal.forget(volumes);
    awaitCleared();
    removal.deleteLeftovers();
  }
}

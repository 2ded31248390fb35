package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.Ids;
import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.container.Views;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.files.ContainerFiles;
import dev.jug.engine.image.Commit;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.log.LogOptions;
import dev.jug.engine.log.LogReader;
import dev.jug.engine.process.ProcessTable;
import dev.jug.engine.request.CommitRequest;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.engine.restart.Verdict;
import dev.jug.engine.usage.Usage;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.view.ContainerView;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.image.catalog.Image;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.plan.Plan;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A container, from making to removal. Thread-safe: {@link Life} makes one change at a time. */
public final class Container {
  private final Services services;
  private final RecordKeeper keeper;
  private final ReentrantLock lock = new ReentrantLock();
  private final Execs execs;
  private final Life life;
  private final Pausing pausing;
  private final Observation observation;
  private final Ending ending;

  Container(Services services, ContainerRecord record) {
    this.services = services;
    this.keeper = new RecordKeeper(services.store(), record);
    this.execs = new Execs(services, this);
    this.life = new Life(services, this, keeper, lock);
    this.observation = new Observation(services, this);
    this.pausing = new Pausing(services, this, keeper, lock);
    this.ending = new Ending(this, keeper, lock, life, pausing);
  }

  /** 64 hexadecimal digits. */
  public String id() {
    return keeper.get().id();
  }

  /** The first twelve digits of the id, which people read. */
  public String shortId() {
    return Ids.shortened(id());
  }

  /** Its name. */
  public String name() {
    return keeper.get().name();
  }

  /** When it was made. */
  public Instant created() {
    return keeper.get().created();
  }

  /** Where it is in its life. */
  public ContainerStatus status() {
    return keeper.get().status();
  }

  /** Whether whoever made it is about to start it. */
  public boolean isBeingStarted() {
    var record = keeper.get();
    return record.status() == ContainerStatus.CREATED && record.request().startsAtOnce();
  }

  /** All about it. */
  public ContainerView inspect() {
    return Views.of(keeper.get(), services.layout(), networking().settings());
  }

  /** The launch plan it would be started with now. */
  public Plan plan() {
    var record = keeper.get();
    var compiler = services.compiler(record.request());
    var launches = services.launches();
    return launches.explain(record.id(), record.request(), life::processOf, compiler);
  }

  /**
   * Starts it; returns when its command has been executed. Does nothing if it runs.
   *
   * @param client one end of a socket pair that is subscribed before the process starts, so that no
   *     output is missed; it is closed if the container cannot be started. Empty if nobody attaches
   * @throws Failed if it could not be started, with the kind of failure
   */
  public void start(Optional<Socket> client) {
    start(Ends.of(client));
  }

  /** The same, and gives its process more descriptors. */
  void start(Ends ends) {
    boolean taken = false;
    lock.lock();
    try {
      requireThere();
      taken = life.begin(ends);
    } finally {
      lock.unlock();
      if (!taken) {
        ends.client().ifPresent(Socket::close);
      }
    }
  }

  /**
   * Waits until it has ended (at once if it does not run) and gives the exit code of its last run.
   */
  public int await() {
    return Waiters.await(end(WaitCondition.NOT_RUNNING));
  }

  /** The exit code of its last run, as soon as a condition is true; the wait may be cancelled. */
  public CompletableFuture<Integer> end(WaitCondition condition) {
    return life.end(condition);
  }

  /** The id of the image it was made from; of what is no stored image, its name. */
  public String imageId() {
    return services.images().idOf(record().request().image());
  }

  /**
   * Sends its process a signal. SIGKILL and its stop signal also let a paused one go on, and keep
   * its restart policy from starting it again.
   *
   * @throws Conflict if it does not run
   */
  public void kill(Signal signal) {
    ending.kill(signal);
  }

  /**
   * Asks it to end, and kills it if it does not in time; its restart policy does not start it again
   * then. Does nothing if it does not run.
   */
  public void stop(StopRequest how) {
    ending.stop(how);
  }

  /**
   * Stops all its processes where they are.
   *
   * @throws Conflict if it does not run, or is paused already
   */
  public void pause() {
    pausing.pause();
  }

  /**
   * Lets its processes go on.
   *
   * @throws Conflict if it is not paused
   */
  public void unpause() {
    pausing.unpause();
  }

  /** Stops it if it runs, and starts it. */
  public void restart(StopRequest how) {
    if (keeper.get().request().autoRemove()) {
      throw new Conflict(
          "container " + shortId() + " is removed when it ends, so it cannot be restarted", "");
    }
    stop(how);
    start(Optional.empty());
    publish(Action.RESTART, Map.of());
  }

  /** How it is on its networks. */
  public Networking networking() {
    return new Networking(services, this, keeper, lock);
  }

  /**
   * Gives it another name.
   *
   * @throws Conflict if the name is in use
   */
  public void rename(String name) {
    lock.lock();
    try {
      requireThere();
      var old = name();
      var free = services.containers().reserve(name, id(), services.random());
      services.containers().orRelease(free, id(), () -> keeper.replace(keeper.get().renamed(free)));
      services.containers().release(old, id());
      networking().rename(free);
      publish(Action.RENAME, Map.of("oldName", "/" + old));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes it with all it wrote; its volumes stay.
   *
   * @param force whether a running one is killed first
   * @throws Conflict if it runs and {@code force} is false
   */
  public void remove(boolean force) {
    ending.remove(force, VolumeFate.STAY);
  }

  /** The same, and says what becomes of its volumes. */
  public void remove(boolean force, VolumeFate volumes) {
    ending.remove(force, volumes);
  }

  /** Sets the size of its terminal; does nothing if it does not run. */
  public void resize(int rows, int columns) {
    var run = life.run();
    if (run != null) {
      run.process().resize(rows, columns);
      publish(Action.RESIZE, Map.of("height", "" + rows, "width", "" + columns));
    }
  }

  /**
   * A connection to its monitor, which speaks the frames of docs/protocols.md; the caller owns it.
   *
   * @throws Conflict if it does not run
   */
  public Socket attach() {
    var run = life.run();
    pausing.refuse("attach");
    if (run != null) {
      try {
        var socket = run.process().attach();
        publish(Action.ATTACH, Map.of());
        return socket;
      } catch (SysException _) {
        // It has just ended, which is the same as not running.
      }
    }
    throw new Conflict(
        "You cannot attach to a stopped container, start it first", "jug start -a starts it.");
  }

  /**
   * Runs one more process in it.
   *
   * @param client as for {@link #start}
   * @throws Conflict if it does not run
   */
  public ExecSession exec(ExecRequest request, Optional<Socket> client) {
    boolean taken = false;
    try {
      var run = life.requireRun();
      pausing.refuse("exec");
      var session = execs.start(run, request, client);
      taken = true;
      return session;
    } finally {
      if (!taken) {
        client.ifPresent(Socket::close);
      }
    }
  }

  /**
   * Its kept output; the caller closes the reader.
   *
   * @throws Unavailable if it is not kept
   */
  public LogReader logs(LogOptions options) {
    requireThere();
    return observation.logs(options);
  }

  /**
   * Its processes.
   *
   * @param options of ps(1): {@code -ef} (which none means too), {@code aux}, or {@code -o} with a
   *     list
   * @throws Conflict if it does not run
   */
  public ProcessTable processes(List<String> options) {
    return observation.processes(life.requireRun(), options);
  }

  /**
   * What it has used by now.
   *
   * @throws Conflict if it does not run
   */
  public Usage usage() {
    return observation.usage(life.requireRun());
  }

  /**
   * Changes what it may use, and whether it is started again: at once if it runs, and for its next
   * start.
   *
   * @throws EngineException if a limit makes no sense or the kernel refuses it; then nothing
   *     changes
   */
  public void update(UpdateRequest change) {
    lock.lock();
    try {
      requireThere();
      new Updating(services, this, keeper).update(change);
    } finally {
      lock.unlock();
    }
  }

  /** Its files as they are now. */
  public ContainerFiles files() {
    requireThere();
    return observation.files();
  }

  /**
   * Makes an image of what it has become.
   *
   * @throws IOException if the disk fails
   */
  public Image commit(CommitRequest request) throws IOException {
    var image =
        new Commit(services.images().get(), keeper.get(), files())
            .run(request, services.clock().instant());
    publish(Action.COMMIT, request.attributes(image.id().toString()));
    return image;
  }

  void requireThere() {
    if (life.isGone()) {
      throw new NotFound("No such container: " + shortId(), "");
    }
  }

  /** Whether its process, or one that was started inside it, runs or is about to. */
  boolean isBusy() {
    return life.isActive() || !execs.isEmpty();
  }

  boolean needsEngine() {
    return isBusy() || Verdict.needsEngine(record());
  }

  /** Its process on the host; null if it does not run. */
  @Nullable Integer pid() {
    var run = life.run();
    return run == null ? null : run.process().pid();
  }

  ContainerRecord record() {
    return keeper.get();
  }

  Life life() {
    return life;
  }

  Execs execs() {
    return execs;
  }

  void publish(Action action, Map<String, String> more) {
    publish(action, "", more);
  }

  void publish(Action action, String detail, Map<String, String> more) {
    var now = services.clock().instant();
    services.publish(keeper.get(), new Event(action, detail, id(), now, Map.copyOf(more)));
  }
}

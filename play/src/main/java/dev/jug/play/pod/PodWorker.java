package dev.jug.play.pod;

import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.play.desired.Desired;
import dev.jug.play.turn.Alarm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The thread of one pod: makes it, keeps it, and removes it when it is told to. Thread-safe. */
public final class PodWorker {
  private static final System.Logger LOG = System.getLogger(PodWorker.class.getName());
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Engine engine;
  private final Desired desired;
  private final PodPlan plan;
  private final PodVolumes volumes;
  private final Runnable changed;
  private final Alarm alarm = new Alarm();
  private final Instant since = Instant.now();
  private volatile PodStatus status = PodStatus.pending("");

  /** As {@link System#nanoTime} has it, if it is ready. */
  private volatile long readySince;

  private volatile boolean known;
  private volatile boolean leaving;
  private volatile boolean departing;
  private volatile boolean gone;
  private @Nullable PodKeeper keeper;
  private @Nullable Thread thread;

  /**
   * @param directory where its volumes are
   * @param changed called when its status is another one, or it is gone
   */
  public PodWorker(Engine engine, Desired desired, PodPlan plan, Path directory, Runnable changed) {
    this.engine = engine;
    this.desired = desired;
    this.plan = plan;
    this.volumes = new PodVolumes(directory);
    this.changed = changed;
  }

  /** What is to be. */
  public PodPlan plan() {
    return plan;
  }

  /** How it is. */
  public PodStatus status() {
    return leaving ? status.in("Terminating") : status;
  }

  /** When this engine began with it. */
  public Instant since() {
    return since;
  }

  /** Whether it has been ready for so long. */
  public boolean isReady(Duration time) {
    return !leaving && status.ready() && System.nanoTime() - readySince >= time.toNanos();
  }

  /** Whether this engine knows how it is. */
  public boolean isKnown() {
    return known;
  }

  /** Whether it is to go, or gone. */
  public boolean isLeaving() {
    return leaving;
  }

  /** Whether nothing is left of it. */
  public boolean isGone() {
    return gone;
  }

  /** Begins, with the sandbox that an earlier engine made, if there is one. */
  public synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("pod " + plan.name()).start(this::run);
    }
  }

  /** Something has happened to one of its containers. */
  public void look() {
    alarm.ring();
  }

  /** It is to go: nobody is to be led to it any more, and then it {@link #depart}s. */
  public void leave() {
    leaving = true;
  }

  /** Removes it, in its own time. */
  public void depart() {
    departing = true;
    alarm.ring();
    start();
  }

  /** The engine ends; the pod stays. */
  public void letGo() throws InterruptedException {
    var running = running();
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  private synchronized @Nullable Thread running() {
    return thread;
  }

  private void run() {
    try {
      while (!departing) {
        alarm.sleep(turn());
      }
      remove();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      var last = keeper;
      if (last != null) {
        last.letGo();
      }
    }
  }

  private Duration turn() throws InterruptedException {
    if (leaving) {
      return AGAIN;
    }
    try {
      var kept = keeper;
      if (kept == null) {
        kept = keeper(sandbox());
        keeper = kept;
      } else if (!kept.sandbox().isReady() || isLost(kept.sandbox())) {
        leave();
        changed.run();
        return AGAIN;
      }
      tell(kept.step());
      return kept.pause();
    } catch (EngineException e) {
      tell(status.because(e.getMessage()));
      return AGAIN;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "pod " + plan.name(), e);
      tell(status.because(String.valueOf(e.getMessage())));
      return AGAIN;
    }
  }

  private PodSandbox sandbox() {
    return made().findAny().orElseGet(this::make);
  }

  private PodSandbox make() {
    return plan.spec().host().users()
        ? engine.pods().run(SandboxPlan.of(plan, null))
        : engine.pods().run(plan.uid(), ids -> SandboxPlan.of(plan, ids));
  }

  private Stream<PodSandbox> made() {
    return engine.pods().all().stream()
        .filter(sandbox -> sandbox.request().identity().uid().equals(plan.uid()));
  }

  /** Whether somebody else has removed it. */
  private boolean isLost(PodSandbox sandbox) {
    return engine.pods().lookUp(sandbox.id()).isEmpty();
  }

  private PodKeeper keeper(PodSandbox sandbox) {
    var address = sandbox.record().addresses().stream().findFirst().orElse("");
    var environments = new Environments(desired, new PodFacts(plan, address));
    volumes.make(environments);
    var containers = new ContainerPlan(engine.pods(), sandbox, environments, volumes);
    return new PodKeeper(engine.pods(), sandbox, plan, containers, this::look);
  }

  private void tell(PodStatus now) {
    var before = status;
    if (now.ready() && !before.ready()) {
      readySince = System.nanoTime();
    }
    status = now;
    boolean news = !known || !now.equals(before);
    known = true;
    if (news) {
      changed.run();
    }
  }

  /** Removes what a pod left that is gone. */
  public static void removeVolumes(Path directory) {
    new PodVolumes(directory).remove();
  }

  private void remove() throws InterruptedException {
    changed.run();
    while (!gone) {
      try {
        var kept = keeper;
        if (kept != null) {
          kept.stop();
        }
        made().forEach(engine.pods()::remove);
        volumes.remove();
        gone = true;
        changed.run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "pod " + plan.name() + " cannot be removed", e);
        Thread.sleep(AGAIN);
      }
    }
  }
}

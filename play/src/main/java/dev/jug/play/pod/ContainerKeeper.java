package dev.jug.play.pod;

import dev.jug.engine.PodContainer;
import dev.jug.engine.PodSandboxes;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.engine.restart.Backoff;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.RestartPolicy;
import dev.jug.play.probe.Watch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps one container of a pod as it is to be. Used by its pod's thread, but for what it tells. */
final class ContainerKeeper {
  /** Where a container is. */
  enum Stage {
    /** It is about to be started. */
    WAITING,
    /** It runs. */
    RUNNING,
    /** It ended well, and stays so. */
    COMPLETED,
    /** It ended badly, and stays so. */
    FAILED
  }

  private static final InstantSource CLOCK = InstantSource.system();

  private final PodSandboxes pods;
  private final PodSandbox sandbox;
  private final Container spec;
  private final RestartPolicy policy;
  private final ContainerPlan plan;
  private final Runnable changed;
  private final Backoff backoff = new Backoff();
  private String judged = "";

  private Due due = Due.in(Duration.ZERO);
  private String begun = "";
  private volatile @Nullable Watch watch;
  private volatile String message = "";
  private volatile long restarts;

  /**
   * @param policy when it is started again
   * @param changed called when it should be looked at
   */
  ContainerKeeper(
      PodSandboxes pods,
      PodSandbox sandbox,
      Container spec,
      RestartPolicy policy,
      ContainerPlan plan,
      Runnable changed) {
    this.pods = pods;
    this.sandbox = sandbox;
    this.spec = spec;
    this.policy = policy;
    this.plan = plan;
    this.changed = changed;
  }

  /** Brings it a step further. */
  Stage step() {
    var latest = latest();
    if (latest.isEmpty()) {
      return start(0);
    }
    var container = latest.get();
    restarts = container.member().attempt();
    if (container.isRunning()) {
      look(container);
      return Stage.RUNNING;
    }
    letGo();
    return container.hasEnded() ? ended(container) : begin(container);
  }

  private Optional<PodContainer> latest() {
    return pods.containers(sandbox).stream()
        .filter(one -> one.member().name().equals(spec.name()))
        .max(Comparator.comparingLong(one -> one.member().attempt()));
  }

  private Stage start(long attempt) {
    return begin(pods.create(plan.of(spec, attempt)));
  }

  private Stage begin(PodContainer container) {
    restarts = container.member().attempt();
    begun = container.id();
    try {
      container.container().start(Optional.empty());
      message = "";
    } catch (EngineException e) {
      message = e.getMessage();
      changed.run();
      return Stage.WAITING;
    }
    look(container);
    return Stage.RUNNING;
  }

  private void look(PodContainer container) {
    var now = watch;
    if (now == null || !now.id().equals(container.id())) {
      letGo();
      boolean adopted = !container.id().equals(begun);
      watch = Watch.begin(container, spec, adopted, address(), changed, why -> end(container, why));
      changed.run();
    }
  }

  private String address() {
    return sandbox.record().addresses().stream().findFirst().orElse("127.0.0.1");
  }

  private void end(PodContainer container, String why) {
    message = why;
    new Departure(spec, plan.grace(), address()).of(container);
  }

  private Stage ended(PodContainer container) {
    if (!isToRunAgain(container)) {
      message = isGood(container) ? "" : ending(container);
      return isGood(container) ? Stage.COMPLETED : Stage.FAILED;
    }
    judge(container);
    if (!due.isOver()) {
      return Stage.WAITING;
    }
    long next = container.member().attempt() + 1;
    pods.remove(container);
    return start(next);
  }

  private boolean isToRunAgain(PodContainer ended) {
    return switch (policy) {
      case ALWAYS -> true;
      case ON_FAILURE -> !isGood(ended);
      case NEVER -> false;
    };
  }

  private static boolean isGood(PodContainer ended) {
    return ended.exitCode() == 0 && !ended.couldNotStart();
  }

  private static String ending(PodContainer container) {
    return container.couldNotStart()
        ? container.error()
        : "container "
            + container.member().name()
            + " ended with exit code "
            + container.exitCode()
            + (container.wasOutOfMemory() ? ", out of memory" : "");
  }

  /** How long it waits follows from how long it ran. */
  private void judge(PodContainer container) {
    if (judged.equals(container.id())) {
      return;
    }
    judged = container.id();
    if (message.isEmpty()) {
      message = ending(container);
    }
    var finished = container.finishedAt().orElse(CLOCK.instant());
    var ran = Duration.between(container.startedAt().orElse(finished), finished);
    due = Due.after(finished, backoff.after(ran), CLOCK);
  }

  /** How long until there is something to do, should nothing happen; at most so long. */
  Duration pause(Duration most) {
    var left = due.left();
    return left.isPositive() && left.compareTo(most) < 0 ? left : most;
  }

  /** Whether it was made. */
  boolean isThere() {
    return latest().isPresent();
  }

  /** Whether it has ended, and stays so. */
  boolean isOver() {
    return latest().filter(one -> one.hasEnded() && !isToRunAgain(one)).isPresent();
  }

  /** Whether it has ended badly. */
  boolean hasFailed() {
    return latest().filter(one -> one.hasEnded() && !isGood(one)).isPresent();
  }

  boolean isStarted() {
    var now = watch;
    return now != null && now.isStarted();
  }

  boolean isReady() {
    var now = watch;
    return now != null && now.isReady();
  }

  String name() {
    return spec.name();
  }

  String message() {
    return message;
  }

  long restarts() {
    return restarts;
  }

  /** Stops it, with the time that its pod has for that. */
  void stop() {
    letGo();
    latest()
        .filter(PodContainer::isRunning)
        .ifPresent(running -> end(running, "the pod is being removed"));
  }

  /** Looks after it no more. */
  void letGo() {
    var now = watch;
    watch = null;
    if (now != null) {
      now.close();
    }
  }
}

package dev.jug.play.pod;

import dev.jug.engine.PodSandboxes;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.RestartPolicy;
import dev.jug.play.pod.ContainerKeeper.Stage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the containers of one sandbox: init containers one after the other, then all others. */
final class PodKeeper {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final PodSandbox sandbox;
  private final Optional<Due> deadline;
  private final List<ContainerKeeper> initial = new ArrayList<>();
  private final List<ContainerKeeper> sidecars = new ArrayList<>();
  private final List<ContainerKeeper> main = new ArrayList<>();

  PodKeeper(
      PodSandboxes pods,
      PodSandbox sandbox,
      PodPlan plan,
      ContainerPlan containers,
      Runnable changed) {
    this.sandbox = sandbox;
    var created = sandbox.record().created();
    this.deadline =
        plan.spec().activeDeadline().map(time -> Due.after(created, time, InstantSource.system()));
    var policy = plan.spec().restartPolicy();
    var once = policy == RestartPolicy.NEVER ? RestartPolicy.NEVER : RestartPolicy.ON_FAILURE;
    for (var spec : plan.spec().initContainers()) {
      var rule = spec.sidecar() ? RestartPolicy.ALWAYS : once;
      var keeper = new ContainerKeeper(pods, sandbox, spec, rule, containers, changed);
      initial.add(keeper);
      if (spec.sidecar()) {
        sidecars.add(keeper);
      }
    }
    for (Container spec : plan.spec().containers()) {
      main.add(new ContainerKeeper(pods, sandbox, spec, policy, containers, changed));
    }
  }

  PodSandbox sandbox() {
    return sandbox;
  }

  /** Brings all a step further, as far as those before let them. */
  PodStatus step() throws InterruptedException {
    if (deadline.filter(Due::isOver).isPresent()) {
      stop();
      return status("Failed", false, "the pod was to run no longer than its activeDeadlineSeconds");
    }
    if (main.stream().allMatch(ContainerKeeper::isOver)) {
      sidecars.forEach(ContainerKeeper::stop);
      boolean failed = main.stream().anyMatch(ContainerKeeper::hasFailed);
      return status(failed ? "Failed" : "Succeeded", false);
    }
    boolean begun = main.stream().anyMatch(ContainerKeeper::isThere);
    for (var keeper : initial) {
      var stage = keeper.step();
      if (stage == Stage.FAILED) {
        sidecars.forEach(ContainerKeeper::stop);
        return status("Failed", false);
      }
      if (!begun && !hasPassed(keeper, stage)) {
        return status("Pending", false);
      }
    }
    main.forEach(ContainerKeeper::step);
    return status("Running", lasting().allMatch(ContainerKeeper::isReady));
  }

  private boolean hasPassed(ContainerKeeper keeper, Stage stage) {
    return stage == Stage.COMPLETED || (sidecars.contains(keeper) && keeper.isStarted());
  }

  private Stream<ContainerKeeper> lasting() {
    return Stream.concat(sidecars.stream(), main.stream());
  }

  private Stream<ContainerKeeper> all() {
    return Stream.concat(initial.stream(), main.stream());
  }

  private PodStatus status(String phase, boolean ready) {
    return status(
        phase,
        ready,
        all().map(ContainerKeeper::message).filter(text -> !text.isEmpty()).findFirst().orElse(""));
  }

  private PodStatus status(String phase, boolean ready, String message) {
    return new PodStatus(
        phase,
        ready,
        (int) lasting().filter(ContainerKeeper::isReady).count(),
        sidecars.size() + main.size(),
        all().mapToLong(ContainerKeeper::restarts).sum(),
        sandbox.record().addresses().stream().findFirst().orElse(""),
        message);
  }

  /** How long until there is something to do, should nothing happen. */
  Duration pause() {
    var left = deadline.map(Due::left).filter(Duration::isPositive).orElse(LONGEST);
    var pauses = all().map(one -> one.pause(LONGEST));
    return Stream.concat(pauses, Stream.of(left)).min(Duration::compareTo).orElse(LONGEST);
  }

  /** Stops all: first what the pod is there for, then sidecars, the last first. */
  void stop() throws InterruptedException {
    var others = initial.stream().filter(one -> !sidecars.contains(one));
    stop(Stream.concat(main.stream(), others).toList());
    for (var sidecar : sidecars.reversed()) {
      sidecar.stop();
    }
  }

  private static void stop(List<ContainerKeeper> together) throws InterruptedException {
    var threads = together.stream().map(one -> Thread.startVirtualThread(one::stop)).toList();
    for (var thread : threads) {
      thread.join();
    }
  }

  /** Looks after them no more. */
  void letGo() {
    all().forEach(ContainerKeeper::letGo);
  }
}

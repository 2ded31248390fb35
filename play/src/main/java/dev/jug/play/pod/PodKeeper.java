package dev.jug.play.pod;

import dev.jug.engine.PodSandboxes;
import dev.jug.engine.pod.PodSandbox;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.RestartPolicy;
import dev.jug.play.pod.ContainerKeeper.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the containers of one sandbox: init containers one after the other, then all others. */
final class PodKeeper {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final PodSandbox sandbox;
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
  PodStatus step() {
    for (var keeper : initial) {
      var stage = keeper.step();
      if (stage == Stage.FAILED) {
        return status("Failed", false);
      }
      boolean passed =
          stage == Stage.COMPLETED || (sidecars.contains(keeper) && keeper.isStarted());
      if (!passed) {
        return status("Pending", false);
      }
    }
    return status(main.stream().map(ContainerKeeper::step).toList());
  }

  private PodStatus status(List<Stage> stages) {
    boolean over = stages.stream().allMatch(one -> one == Stage.COMPLETED || one == Stage.FAILED);
    if (over) {
      sidecars.forEach(ContainerKeeper::stop);
      return status(stages.contains(Stage.FAILED) ? "Failed" : "Succeeded", false);
    }
    boolean ready = lasting().allMatch(ContainerKeeper::isReady);
    return status("Running", ready);
  }

  private Stream<ContainerKeeper> lasting() {
    return Stream.concat(sidecars.stream(), main.stream());
  }

  private Stream<ContainerKeeper> all() {
    return Stream.concat(initial.stream(), main.stream());
  }

  private PodStatus status(String phase, boolean ready) {
    return new PodStatus(
        phase,
        ready,
        (int) lasting().filter(ContainerKeeper::isReady).count(),
        sidecars.size() + main.size(),
        all().mapToLong(ContainerKeeper::restarts).sum(),
        sandbox.record().addresses().stream().findFirst().orElse(""),
        all().map(ContainerKeeper::message).filter(text -> !text.isEmpty()).findFirst().orElse(""));
  }

  /** How long until there is something to do, should nothing happen. */
  Duration pause() {
    return all().map(one -> one.pause(LONGEST)).min(Duration::compareTo).orElse(LONGEST);
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

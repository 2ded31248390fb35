package dev.jug.play.pod;

import dev.jug.engine.PodContainer;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.StopRequest;
import dev.jug.kube.model.Container;
import dev.jug.play.probe.Hook;
import java.time.Duration;

/**
 * How a container of a pod is ended: what its manifest has done before, then SIGTERM, then SIGKILL.
 *
 * @param spec what its manifest says
 * @param grace from the hook's beginning to SIGKILL
 * @param address of its pod
 */
record Departure(Container spec, Duration grace, String address) {
  private static final System.Logger LOG = System.getLogger(Departure.class.getName());

  /** What is left for the container when the hook took all of the time, as kubelets have it. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  /** Ends it, unless this thread is interrupted before. */
  void of(PodContainer running) {
    var end = Due.in(grace);
    try {
      var hook = spec.lifecycle().preStop();
      if (hook.isPresent() && !Hook.of(running, spec, address, hook.get()).run(grace)) {
        LOG.log(
            System.Logger.Level.WARNING, "preStop hook of container " + spec.name() + " failed");
      }
      running
          .container()
          .stop(hook.isPresent() ? StopRequest.within(left(end)) : StopRequest.USUAL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (EngineException _) {
      // It has just ended.
    }
  }

  private static Duration left(Due end) {
    var left = end.left();
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }
}

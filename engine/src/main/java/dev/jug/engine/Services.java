package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.ContainerStore;
import dev.jug.engine.container.Layout;
import dev.jug.engine.disk.SizedLayers;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Events;
import dev.jug.engine.host.HostImage;
import dev.jug.engine.image.StoredImages;
import dev.jug.engine.launch.Ends;
import dev.jug.engine.launch.Launches;
import dev.jug.engine.network.Sandboxes;
import dev.jug.engine.pod.Pods;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.resource.Budgets;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.engine.spec.KeptSpec;
import dev.jug.engine.volume.Storage;
import dev.jug.network.Sandbox;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.Launch;
import dev.jug.runtime.plan.Plan;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** What every container of an engine uses. */
record Services(
    Layout layout,
    ContainerStore store,
    ContainerRuntime runtime,
    Launches launches,
    KeptSpec kept,
    HostImage hostImage,
    StoredImages images,
    Sandboxes sandboxes,
    Storage storage,
    SizedLayers layers,
    Decisions decisions,
    Events events,
    Containers containers,
    InstantSource clock,
    RandomGenerator random,
    AtomicReference<EngineSettings> settings,
    Budgets budgets,
    Pods pods) {
  /** Makes what a launch needs, the groups of its resource container among it. */
  Launch prepare(
      ContainerRecord container,
      Optional<Sandbox> sandbox,
      ToIntFunction<String> pidOf,
      Ends ends) {
    budgets
        .ofParent(container.request().cgroupParent())
        .ifPresent(budget -> budgets.ensure(budget.name()));
    var handler = settings.get().runtimes().handler(container.request().runtime());
    return launches.prepare(container, sandbox, pidOf, ends).by(handler);
  }

  /** Makes the plan of a launch of this request. */
  Function<Launch, Plan> compiler(ContainerRequest request) {
    var handler = settings.get().runtimes().handler(request.runtime());
    return launch -> runtime.plan(launch.by(handler));
  }

  /** Tells those whom a container's events concern: of pods' containers only doors for pods. */
  void publish(ContainerRecord container, Event event) {
    var attributes = container.attributes(event.attributes());
    var member = container.request().pod();
    if (member != null) {
      attributes.put(PodSandboxes.SANDBOX, member.sandbox());
    }
    var complete = new Event(event.action(), event.detail(), event.id(), event.time(), attributes);
    if (member == null) {
      events.publish(complete);
    } else if (!PodProcesses.isKeeper(member)) {
      pods.events().publish(complete);
    }
  }

  /** All of a run has ended, and its bill is closed, before anybody hears of its end. */
  void settle(Container container, Run ended) {
    if (ended.process().isOrphaned()) {
      new Orphan(this, ended.launch()).end();
    }
    new ResourceContainers(this).settle(container, ended);
  }

  /** Releases what a container that has ended holds of the machine. */
  void release(Launch launch) {
    runtime.release(launch);
    runtime.stopped(launch);
  }
}

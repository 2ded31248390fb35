package dev.jug.engine;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.event.Event;
import dev.jug.engine.request.PruneFilter;
import java.util.ArrayList;

/** Removes containers that do not run. */
record ContainerPrune(Services services, PruneFilter filter) {
  PrunedContainers run() {
    var space = new Space(services);
    var removed = new ArrayList<Container>();
    var kept = new ArrayList<EngineException>();
    long bytes = 0;
    for (var container : services.containers().plain()) {
      if (mayGo(container)) {
        long size = space.of(container);
        try {
          container.remove(false);
          removed.add(container);
          bytes += size;
        } catch (EngineException e) {
          kept.add(e);
        }
      }
    }
    services.events().publish(Event.pruned(Event.Type.CONTAINER, bytes, services.clock()));
    return new PrunedContainers(removed, bytes, kept);
  }

  private boolean mayGo(Container container) {
    return !container.status().isRunning()
        && !container.isBeingStarted()
        && filter.takes(container.created(), container.inspect().config().labels());
  }
}

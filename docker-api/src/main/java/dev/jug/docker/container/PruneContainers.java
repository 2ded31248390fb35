package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.docker.json.Times;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code POST /containers/prune}: containers that do not run. */
public record PruneContainers(Context context) {
  private static final Set<String> FILTERS = Set.of("until", "label", "label!");

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var filters = Filters.parse(new Queries(request.query()).text("filters"), FILTERS);
    var deleted = new ArrayList<String>();
    long bytes = 0;
    for (var container : context.engine().containers()) {
      if (mayGo(container, filters)) {
        long size = context.engine().space(container);
        if (remove(container)) {
          deleted.add(container.id());
          bytes += size;
        }
      }
    }
    context.json().send(response, Map.of("ContainersDeleted", deleted, "SpaceReclaimed", bytes));
  }

  private static boolean mayGo(Container container, Filters filters) {
    var until = filters.values().getOrDefault("until", List.of());
    var before =
        until.isEmpty()
            ? Instant.MAX
            : Objects.requireNonNullElse(Times.before(until.getFirst()), Instant.MAX);
    var labels = container.inspect().config().labels();
    boolean excluded = filters.has("label!") && filters.labels("label!", labels);
    return !container.status().isRunning()
        && !container.isBeingStarted()
        && !excluded
        && filters.labels("label", labels)
        && container.created().isBefore(before);
  }

  /** One that was started or removed meanwhile stays, or is gone: the others go all the same. */
  private boolean remove(Container container) {
    try {
      container.remove(false);
      context.waiting().gone(container);
      return true;
    } catch (EngineException e) {
      return false;
    }
  }
}

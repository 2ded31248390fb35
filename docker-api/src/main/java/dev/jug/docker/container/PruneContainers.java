package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.PruneFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;

/** {@code POST /containers/prune}: containers that do not run. */
public record PruneContainers(Context context) {
  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var words = Filters.parse(new Queries(request.query()).text("filters")).words();
    var filter = PruneFilter.of(words, Instant.now(), ZoneId.systemDefault());
    var deleted = new ArrayList<String>();
    long bytes = 0;
    for (var container : context.engine().containers()) {
      if (mayGo(container, filter)) {
        long size = context.engine().space(container);
        if (remove(container)) {
          deleted.add(container.id());
          bytes += size;
        }
      }
    }
    context.json().send(response, Map.of("ContainersDeleted", deleted, "SpaceReclaimed", bytes));
  }

  private static boolean mayGo(Container container, PruneFilter filter) {
    return !container.status().isRunning()
        && !container.isBeingStarted()
        && filter.takes(container.created(), container.inspect().config().labels());
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

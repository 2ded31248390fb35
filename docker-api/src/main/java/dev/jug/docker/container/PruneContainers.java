package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.engine.request.PruneFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** {@code POST /containers/prune}: containers that do not run. */
public record PruneContainers(Context context) {
  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var words = Filters.parse(new Queries(request.query()).text("filters")).words();
    var filter = PruneFilter.of(words, Instant.now(), ZoneId.systemDefault());
    var pruned = context.engine().prune(filter);
    pruned.removed().forEach(context.waiting()::gone);
    var deleted = pruned.removed().stream().map(Container::id).toList();
    context
        .json()
        .send(response, Map.of("ContainersDeleted", deleted, "SpaceReclaimed", pruned.bytes()));
  }
}

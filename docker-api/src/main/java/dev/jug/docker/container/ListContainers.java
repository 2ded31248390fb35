package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code GET /containers/json}. */
public record ListContainers(Context context) {

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var listed =
        new ListedContainers(
            query.flag("all"),
            query.number("limit").orElse(0L).intValue(),
            Filters.parse(query.text("filters"), ListedContainers.FILTERS));
    context.json().send(response, summaries(listed, query.flag("size")));
  }

  /** All of them, with their sizes. */
  public List<ContainerSummary> all() {
    return summaries(new ListedContainers(true, 0, new Filters(Map.of())), true);
  }

  private List<ContainerSummary> summaries(ListedContainers listed, boolean sized) {
    return listed.of(context.engine()).stream().map(c -> summary(c, sized)).toList();
  }

  private ContainerSummary summary(Container container, boolean sized) {
    var view = container.inspect();
    var summary = ContainerSummary.of(view, container.imageId(), view.state().words(Instant.now()));
    var engine = context.engine();
    return sized ? summary.ofSize(engine.space(container), engine.rootSpace(container)) : summary;
  }
}

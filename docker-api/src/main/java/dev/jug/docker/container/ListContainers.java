package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Filters;
import dev.jug.docker.json.Queries;
import dev.jug.engine.ContainerListing;
import dev.jug.engine.ContainerListing.Listed;
import dev.jug.engine.view.ContainerFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code GET /containers/json}. */
public record ListContainers(Context context) {

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var filter = new ContainerFilter(context.gate().narrowed(Filters.parse(query.text("filters"))));
    int limit = query.number("limit").orElse(0L).intValue();
    var listing = new ContainerListing(query.flag("all"), limit, filter);
    context.json().send(response, summaries(listing, query.flag("size")));
  }

  /** All of them, with their sizes. */
  public List<ContainerSummary> all() {
    return summaries(new ContainerListing(true, 0, ContainerFilter.ALL), true);
  }

  private List<ContainerSummary> summaries(ContainerListing listing, boolean sized) {
    return listing.of(context.engine()).stream().map(listed -> summary(listed, sized)).toList();
  }

  private ContainerSummary summary(Listed listed, boolean sized) {
    var container = listed.container();
    var view = listed.view();
    var summary = ContainerSummary.of(view, container.imageId(), view.state().words(Instant.now()));
    var engine = context.engine();
    return sized ? summary.ofSize(engine.space(container), engine.rootSpace(container)) : summary;
  }
}

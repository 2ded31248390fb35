package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.exec.Instances;
import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /containers/{id}/json}: the engine's view, and what clients expect besides.
 *
 * @param execs has the processes that clients started in it
 */
public record InspectContainer(Context context, Instances execs) {

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var container = context.container(request);
    var view = context.json().tree(container.inspect().withImage(container.imageId()));
    view.put("Platform", "linux");
    EmptyFields.addTo(view);
    view.set("ExecIDs", context.json().list(execs.of(container)));
    if (new Queries(request.query()).flag("size")) {
      addSize(view, container);
    }
    context.json().send(response, view);
  }

  private void addSize(ObjectNode view, Container container) {
    view.put("SizeRw", context.engine().space(container))
        .put("SizeRootFs", context.engine().rootSpace(container));
  }
}

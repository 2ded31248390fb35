package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Fields;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code POST /containers/{id}/update}. */
public record UpdateContainer(Context context) {

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var fields = Fields.parse(request.body().readAllBytes());
    var body = new HostConfigBody(fields);
    var rates = new SpecialBody(fields).rates();
    context
        .container(request)
        .update(
            new UpdateRequest(
                body.resources(), rates, body.restart(), List.of(), List.of(), Map.of(), null));
    context.json().send(response, Map.of("Warnings", List.of()));
  }
}

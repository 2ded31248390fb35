package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Fields;
import dev.jug.docker.json.Queries;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code POST /containers/create}. */
public record CreateContainer(Context context) {
  private static final int CREATED = 201;

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var name = new Queries(request.query()).word("name").orElse(null);
    var body = new ContainerBody(Fields.parse(request.body().readAllBytes()), name);
    var container = context.engine().create(context.gate().admit(body.request()));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("Id", container.id());
    answer.put("Warnings", List.of());
    context.json().send(response.status(CREATED), answer);
  }
}

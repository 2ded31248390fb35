package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Fields;
import dev.jug.docker.json.Queries;
import dev.jug.engine.audit.Warnings;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;

/** {@code POST /containers/create}. */
public record CreateContainer(Context context) {
  private static final int CREATED = 201;

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var name = new Queries(request.query()).word("name").orElse(null);
    var body = new ContainerBody(Fields.parse(request.body().readAllBytes()), name);
    var wanted = context.gate().admit(body.request());
    var container = context.engine().create(wanted);
    var answer = new LinkedHashMap<String, Object>();
    answer.put("Id", container.id());
    answer.put("Warnings", Warnings.aboutLimits(wanted));
    context.json().send(response.status(CREATED), answer);
  }
}

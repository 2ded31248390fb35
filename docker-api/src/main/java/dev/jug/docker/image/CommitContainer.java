package dev.jug.docker.image;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Fields;
import dev.jug.docker.json.Queries;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.CommitRequest;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code POST /commit}: an image of what a container has become. */
record CommitContainer(Context context) {
  private static final int CREATED = 201;

  void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var container =
        query.word("container").orElseThrow(() -> new Invalid("no container is named", ""));
    var tag = query.word("tag").map(text -> ":" + text).orElse("");
    var name = query.word("repo").map(repository -> Reference.parse(repository + tag));
    var commit =
        new CommitRequest(
            name.orElse(null),
            query.word("author").orElse(null),
            query.word("comment").orElse(null),
            changes(request));
    var image = context.engine().container(container).commit(commit);
    context.json().send(response.status(CREATED), Map.of("Id", image.id().toString()));
  }

  /** First those of the body. Each parameter may have several lines. */
  private static List<String> changes(Request request) throws IOException {
    var body = new CommitBody(Fields.parse(request.body().readAllBytes()));
    var lines = request.query().all("changes").stream().flatMap(String::lines);
    return Stream.concat(body.changes().stream(), lines.filter(line -> !line.isBlank())).toList();
  }
}

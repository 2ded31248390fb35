package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Json;
import dev.jug.docker.json.Queries;
import dev.jug.engine.WaitCondition;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * {@code POST /containers/{id}/wait}. The head of the answer goes out as soon as the wait has
 * begun: {@code docker run} starts the container then.
 */
public record WaitContainer(Context context) {

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var container = context.container(request);
    var condition = WaitCondition.parse(new Queries(request.query()).text("condition"));
    var code = container.end(condition);
    response.header("Content-Type", Json.TYPE);
    try (var out = response.stream();
        var _ = request.watch(() -> code.cancel(false))) {
      out.flush();
      out.write(context.json().bytes(Map.of("StatusCode", await(code))));
    } catch (CancellationException e) {
      // The client is gone, and nobody else waits for this answer.
    }
  }

  private static int await(CompletableFuture<Integer> code) throws IOException {
    try {
      return code.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the engine stops", e);
    } catch (ExecutionException e) {
      throw new IOException("the wait failed", e.getCause());
    }
  }
}

package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Json;
import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.usage.Usage;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code GET /containers/{id}/stats}: what a container uses, once or each second. */
public record ContainerStats(Context context) {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var container = context.container(request);
    boolean stream = query.word("stream").isEmpty() || query.flag("stream");
    if (!container.status().hasProcess() && !stream) {
      context.json().send(response, nothing(container));
    } else if (query.flag("one-shot") && !stream) {
      send(response, container, container.usage(), Optional.empty());
    } else {
      stream(request, response, container, stream);
    }
  }

  private static Map<String, Object> nothing(Container container) {
    return Map.of("id", container.id(), "name", "/" + container.name());
  }

  private void send(Response response, Container container, Usage now, Optional<Usage> before)
      throws IOException {
    var message = new StatsMessage(now, before);
    context.json().send(response, message.fields(container.id(), "/" + container.name()));
  }

  /** Rates need two looks, so the first answer takes as long as the others. */
  private void stream(Request request, Response response, Container container, boolean goesOn)
      throws IOException {
    var waiting = Thread.currentThread();
    response.header("Content-Type", Json.TYPE);
    try (var out = response.stream();
        var _ = request.watch(waiting::interrupt)) {
      Optional<Usage> before = Optional.empty();
      do {
        before = next(container, before, out);
      } while (goesOn || before.isEmpty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A container that does not run uses nothing; it may run again. */
  private Optional<Usage> next(Container container, Optional<Usage> before, OutputStream out)
      throws IOException, InterruptedException {
    try {
      var earlier = before.isPresent() ? before.get() : container.usage();
      Thread.sleep(PERIOD);
      var now = container.usage();
      var message = new StatsMessage(now, Optional.of(earlier));
      out.write(context.json().bytes(message.fields(container.id(), "/" + container.name())));
      out.flush();
      return Optional.of(now);
    } catch (Conflict e) {
      out.write(context.json().bytes(nothing(container)));
      out.flush();
      Thread.sleep(PERIOD);
      return before;
    }
  }
}

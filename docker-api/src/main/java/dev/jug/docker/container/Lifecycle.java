package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Queries;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import dev.jug.linux.proc.Signal;
import java.io.IOException;
import java.time.Duration;

/** What changes a container's state and answers with nothing. */
public record Lifecycle(Context context) {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .on("POST", "/containers/{id}/start", this::start)
        .on("POST", "/containers/{id}/stop", this::stop)
        .on("POST", "/containers/{id}/restart", this::restart)
        .on("POST", "/containers/{id}/kill", this::kill)
        .on("POST", "/containers/{id}/update", new UpdateContainer(context)::handle)
        .on("POST", "/containers/prune", new PruneContainers(context)::handle)
        .on("POST", "/containers/{id}/pause", this::pause)
        .on("POST", "/containers/{id}/unpause", this::unpause)
        .on("POST", "/containers/{id}/rename", this::rename)
        .on("POST", "/containers/{id}/resize", this::resize)
        .on("DELETE", "/containers/{id}", this::remove);
  }

  private static boolean runs(Container container) {
    return container.status().isRunning();
  }

  private void start(Request request, Response response) throws IOException {
    var container = context.container(request);
    boolean running = runs(container);
    if (!running) {
      context.waiting().start(container);
    }
    response.status(running ? NOT_MODIFIED : NO_CONTENT).send();
  }

  private void stop(Request request, Response response) throws IOException {
    var container = context.container(request);
    boolean running = runs(container);
    container.stop(asked(request));
    response.status(running ? NO_CONTENT : NOT_MODIFIED).send();
  }

  private static StopRequest asked(Request request) {
    var query = new Queries(request.query());
    return new StopRequest(
        query.word("signal").map(Lifecycle::signal), query.number("t").map(Duration::ofSeconds));
  }

  private static Signal signal(String name) {
    return Signal.parse(name).orElseThrow(() -> new Invalid("invalid signal: " + name, ""));
  }

  private void restart(Request request, Response response) throws IOException {
    context.container(request).restart(asked(request));
    response.status(NO_CONTENT).send();
  }

  private void kill(Request request, Response response) throws IOException {
    var signal = signal(new Queries(request.query()).word("signal").orElse("KILL"));
    context.container(request).kill(signal);
    response.status(NO_CONTENT).send();
  }

  private void pause(Request request, Response response) throws IOException {
    context.container(request).pause();
    response.status(NO_CONTENT).send();
  }

  private void unpause(Request request, Response response) throws IOException {
    context.container(request).unpause();
    response.status(NO_CONTENT).send();
  }

  private void rename(Request request, Response response) throws IOException {
    var name =
        new Queries(request.query())
            .word("name")
            .orElseThrow(() -> new Invalid("Neither old nor new names may be empty", ""));
    context.container(request).rename(name);
    response.status(NO_CONTENT).send();
  }

  private void resize(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    context
        .container(request)
        .resize(query.number("h").orElse(0L).intValue(), query.number("w").orElse(0L).intValue());
    response.send();
  }

  private void remove(Request request, Response response) throws IOException {
    var container = context.container(request);
    var query = new Queries(request.query());
    container.remove(query.flag("force"), query.flag("v") ? VolumeFate.GO : VolumeFate.STAY);
    context.waiting().gone(container);
    response.status(NO_CONTENT).send();
  }
}

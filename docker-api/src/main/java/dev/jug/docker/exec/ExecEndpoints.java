package dev.jug.docker.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.docker.context.Context;
import dev.jug.docker.exec.Instance.Ended;
import dev.jug.docker.json.Fields;
import dev.jug.docker.json.Queries;
import dev.jug.docker.stream.Attachment;
import dev.jug.docker.stream.Attachment.Options;
import dev.jug.docker.stream.Output;
import dev.jug.docker.stream.Output.Stream;
import dev.jug.engine.ExecSession;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.DetachKeys;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import dev.jug.http.websocket.WebSocket;
import dev.jug.linux.io.Socket;
import dev.jug.wire.FrameSocket;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Processes in containers: made first, started once, looked at afterwards. */
public record ExecEndpoints(Context context, Instances instances) {
  private static final int CREATED = 201;

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .on("POST", "/containers/{id}/exec", this::create)
        .on("POST", "/exec/{id}/start", this::start)
        .on("GET", "/exec/{id}/ws", this::startOverWebSocket)
        .on("POST", "/exec/{id}/resize", this::resize)
        .on("GET", "/exec/{id}/json", this::inspect);
  }

  private void create(Request request, Response response) throws IOException {
    var container = context.container(request);
    var body = Fields.parse(request.body().readAllBytes());
    if (body.texts("Cmd").isEmpty()) {
      throw new Invalid("No exec command specified", "");
    }
    if (container.status() == ContainerStatus.PAUSED) {
      throw new Conflict(
          "Container " + container.id() + " is paused, unpause the container before exec", "");
    }
    if (!container.status().hasProcess()) {
      throw new Conflict("container " + container.id() + " is not running", "");
    }
    var keys = body.textOrNull("DetachKeys");
    DetachKeys.parse(keys);
    var asked = request(body);
    context.gate().admit(asked);
    var made = instances.make(container, asked, keys);
    context.json().send(response.status(CREATED), Map.of("Id", made.id()));
  }

  private static ExecRequest request(Fields body) {
    return new ExecRequest(
        body.texts("Cmd"),
        body.texts("Env"),
        body.textOrNull("WorkingDir"),
        body.textOrNull("User"),
        body.flag("Tty"),
        body.flag("AttachStdin"),
        body.flag("Privileged"),
        false,
        0,
        0);
  }

  private void start(Request request, Response response) throws IOException {
    var instance = instances.get(request.variable("id"));
    var body = Fields.parse(request.body().readAllBytes());
    var size = body.numbers("ConsoleSize");
    var sized =
        sized(
            instance.request(),
            body.flag("Detach"),
            size.size() == 2 ? size.getFirst().intValue() : 0,
            size.size() == 2 ? size.getLast().intValue() : 0);
    if (body.flag("Detach")) {
      watch(instance, instances.start(instance, sized, Optional.empty()));
      response.send();
    } else {
      attach(instance, sized, response);
    }
  }

  private static ExecRequest sized(ExecRequest asked, boolean detach, int rows, int columns) {
    return new ExecRequest(
        asked.command(),
        asked.environment(),
        asked.directory(),
        asked.user(),
        asked.terminal(),
        asked.stdin(),
        asked.privileged(),
        detach,
        rows,
        columns);
  }

  /**
   * The same for web pages, which Docker does not have: over a WebSocket, as attaching is. The
   * query has the terminal's size as {@code h} and {@code w}. What goes wrong is shown there, for a
   * page does not see the status of an answer that refuses a WebSocket.
   */
  private void startOverWebSocket(Request request, Response response) throws IOException {
    var instance = instances.get(request.variable("id"));
    var query = new Queries(request.query());
    int rows = query.number("h").orElse(0L).intValue();
    int columns = query.number("w").orElse(0L).intValue();
    var asked = sized(instance.request(), false, rows, columns);
    try (var page = WebSocket.accept(request, response);
        var pair = Socket.pair()) {
      try {
        var watch = watch(instance, instances.start(instance, asked, Optional.of(pair.second())));
        var options =
            new Options(asked.stdin(), true, true, true, asked.terminal(), instance.keys());
        new Attachment(new FrameSocket(pair.first()), page, options).run(() -> join(watch));
      } catch (EngineException e) {
        page.out().write((e.getMessage() + "\r\n").getBytes(UTF_8));
      }
    }
  }

  private static Thread watch(Instance instance, ExecSession session) {
    return Thread.ofVirtual()
        .name("exec " + instance.id())
        .start(() -> instance.progress().set(new Ended(session.pid(), session.await())));
  }

  /** A client that has read all of it asks for the exit code, which must be known by then. */
  private void attach(Instance instance, ExecRequest asked, Response response) throws IOException {
    response.header("Content-Type", Output.type(asked.terminal()));
    try (var pair = Socket.pair()) {
      var watch = watch(instance, instances.start(instance, asked, Optional.of(pair.second())));
      var options =
          new Options(
              asked.stdin(), true, true, asked.terminal(), asked.terminal(), instance.keys());
      new Attachment(new FrameSocket(pair.first()), response.hijack(), options)
          .run(() -> join(watch));
    } catch (Failed e) {
      refuse(e, asked.terminal(), response);
    }
  }

  /** In the stream, as Docker has it: the client then asks for the exit code. */
  private static void refuse(Failed why, boolean raw, Response response) throws IOException {
    try (var stream = response.hijack()) {
      var line = (why.getMessage() + "\r\n").getBytes(UTF_8);
      new Output(stream.out(), raw).write(Stream.STDERR, line);
    }
  }

  private static void join(Thread watch) {
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void resize(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    if (instances.get(request.variable("id")).progress().get()
        instanceof Instance.Running(var session)) {
      int rows = query.number("h").orElse(0L).intValue();
      int columns = query.number("w").orElse(0L).intValue();
      session.ifPresent(running -> running.resize(rows, columns));
    }
    response.send();
  }

  private void inspect(Request request, Response response) throws IOException {
    context.json().send(response, InstanceView.of(instances.get(request.variable("id"))));
  }
}

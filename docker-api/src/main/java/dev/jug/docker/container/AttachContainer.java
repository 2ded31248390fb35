package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Queries;
import dev.jug.docker.stream.Attachment;
import dev.jug.docker.stream.Attachment.Options;
import dev.jug.docker.stream.Output;
import dev.jug.engine.Container;
import dev.jug.engine.log.LogOptions;
import dev.jug.engine.request.DetachKeys;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.endpoint.Duplex;
import dev.jug.http.websocket.WebSocket;
import dev.jug.linux.io.Socket;
import dev.jug.wire.FrameSocket;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * {@code POST /containers/{id}/attach}, and {@code GET /containers/{id}/attach/ws} over a
 * WebSocket: to a container that runs, or that is about to.
 */
public record AttachContainer(Context context) {

  /** Takes a connection over. */
  @FunctionalInterface
  private interface Takeover {
    Duplex take() throws IOException;
  }

  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var container = context.container(request);
    boolean terminal = container.inspect().config().tty();
    response.header("Content-Type", Output.type(terminal));
    attach(container, options(request, container, terminal), request, response::hijack);
  }

  /** The same; output has no heads, which messages make needless. */
  public void handleWebSocket(Request request, Response response) throws IOException {
    var container = context.container(request);
    var options = options(request, container, true);
    attach(container, options, request, () -> WebSocket.accept(request, response));
  }

  private void attach(Container container, Options options, Request request, Takeover connection)
      throws IOException {
    var query = new Queries(request.query());
    var monitor =
        query.flag("stream")
            ? monitor(container)
            : CompletableFuture.completedFuture(Optional.<Socket>empty());
    try (var stream = connection.take()) {
      if (query.flag("logs")) {
        replay(container, new Output(stream.out(), options.raw()));
      }
      var socket = await(monitor);
      if (socket.isPresent()) {
        new Attachment(new FrameSocket(socket.get()), stream, options).run(() -> {});
      }
    } finally {
      letGo(monitor);
    }
  }

  private static Options options(Request request, Container container, boolean raw) {
    var query = new Queries(request.query());
    var config = container.inspect().config();
    var keys = query.word("detachKeys").orElse(null);
    DetachKeys.parse(keys);
    return new Options(
        query.flag("stdin") && config.openStdin(),
        query.flag("stdout"),
        query.flag("stderr"),
        raw,
        config.tty(),
        keys);
  }

  private CompletableFuture<Optional<Socket>> monitor(Container container) {
    if (container.status().isRunning()) {
      return CompletableFuture.completedFuture(Optional.of(container.attach()));
    }
    return context.waiting().add(container);
  }

  private static Optional<Socket> await(CompletableFuture<Optional<Socket>> monitor)
      throws IOException {
    try {
      return monitor.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the engine stops", e);
    } catch (ExecutionException e) {
      throw new IOException("cannot attach", e.getCause());
    }
  }

  /** Whoever left before the container ran would hold its output up. */
  private static void letGo(CompletableFuture<Optional<Socket>> monitor) {
    if (!monitor.complete(Optional.empty())) {
      monitor.getNow(Optional.empty()).ifPresent(Socket::close);
    }
  }

  private static void replay(Container container, Output output) throws IOException {
    try (var reader = container.logs(LogOptions.ALL)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        output.take(piece.get());
      }
      output.flush();
    }
  }
}

package dev.jug.http;

import dev.jug.http.message.HttpException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Runs a handler for one exchange, and answers for it when it fails. */
final class Turn {
  private static final System.Logger LOG = System.getLogger(Turn.class.getName());

  private final Handler handler;
  private final Exchange exchange;
  private final Settings settings;
  private final Response response;

  Turn(Handler handler, Exchange exchange, Settings settings) {
    this.handler = handler;
    this.exchange = exchange;
    this.settings = settings;
    this.response = new Response(exchange);
  }

  /**
   * @throws IOException if the answer could not be sent whole: the connection cannot go on
   */
  void run() throws IOException {
    long began = System.nanoTime();
    try {
      handle();
    } finally {
      exchange.end();
      log(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void handle() throws IOException {
    try {
      var segments = exchange.head().target().segments();
      handler.handle(new Request(exchange, segments, Map.of()), response);
      exchange.finish();
    } catch (HttpException e) {
      answer(e.status(), e.reason(), e);
    } catch (Throwable e) {
      if (exchange.endedBy(e)) {
        throw new IOException("the client went away in request " + exchange.id(), e);
      }
      answer(500, "internal error, in the log as request " + exchange.id(), e);
    }
  }

  private void answer(int status, String message, Throwable cause) throws IOException {
    if (status >= 500) {
      LOG.log(System.Logger.Level.ERROR, "request " + exchange.id() + " failed", cause);
    }
    if (exchange.begun()) {
      throw new IOException("request " + exchange.id() + " failed after its answer began", cause);
    }
    exchange.reset();
    response.reset();
    var content = settings.errors().of(status, message);
    response.status(status).send(content.type(), content.bytes());
    exchange.finish();
  }

  private void log(Duration duration) {
    var head = exchange.head();
    settings
        .log()
        .add(
            new AccessLog.Entry(
                exchange.id(),
                exchange.peer(),
                head.method(),
                head.target().raw(),
                exchange.status(),
                duration));
  }
}

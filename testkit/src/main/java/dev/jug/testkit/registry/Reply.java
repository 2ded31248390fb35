package dev.jug.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server answers. Immutable, as long as nobody writes to the bytes. */
public final class Reply {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /** An answer. */
  public Reply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  /** An answer without a body. */
  public static Reply of(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /** An answer in JSON. */
  public static Reply json(int status, String text) {
    return new Reply(status, Map.of("Content-Type", "application/json"), text.getBytes(UTF_8));
  }

  /** A refusal in the form of the specification. */
  public static Reply error(int status, String code, String message) {
    return json(
        status, "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
  }

  /** The same with another header. */
  public Reply with(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Reply(status, all, body);
  }

  /** The same with another body. */
  public Reply with(byte[] other) {
    return new Reply(status, headers, other);
  }

  byte[] body() {
    return body;
  }

  void send(HttpExchange exchange) throws IOException {
    begin(exchange, body.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(body);
    }
  }

  /**
   * Sends what comes before the body.
   *
   * @param length of the body; -1 if it is sent in pieces
   */
  void begin(HttpExchange exchange, long length) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
    }
    long none = -1;
    long pieces = 0;
    exchange.sendResponseHeaders(status, head || length == 0 ? none : length < 0 ? pieces : length);
  }
}

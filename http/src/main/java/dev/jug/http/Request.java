package dev.jug.http;

import dev.jug.http.endpoint.Peer;
import dev.jug.http.message.Headers;
import dev.jug.http.message.Query;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** One request, for the thread that handles it. */
public final class Request {
  private final Exchange exchange;
  private final List<String> segments;
  private final Map<String, String> variables;

  Request(Exchange exchange, List<String> segments, Map<String, String> variables) {
    this.exchange = exchange;
    this.segments = segments;
    this.variables = variables;
  }

  /** Unique in the life of a server, in logs. */
  public String id() {
    return exchange.id();
  }

  /** As the client wrote it: methods are in capitals. */
  public String method() {
    return exchange.head().method();
  }

  /** The request target as it came. */
  public String target() {
    return exchange.head().target().raw();
  }

  /** The decoded parts of the path, without those that {@link #below} took away. */
  public List<String> segments() {
    return segments;
  }

  /**
   * The same request without the first segments of its path; without all of them it is for {@code
   * /}.
   */
  public Request below(int count) {
    var rest = segments.subList(Math.min(count, segments.size()), segments.size());
    return new Request(exchange, rest.isEmpty() ? List.of("") : rest, variables);
  }

  Request with(Map<String, String> values) {
    return new Request(exchange, segments, values);
  }

  /**
   * The decoded value of a variable in the route's pattern. One of a single segment has no slash in
   * it.
   *
   * @throws NoSuchElementException if the pattern has no such variable
   */
  public String variable(String name) {
    var value = variables.get(name);
    if (value == null) {
      throw new NoSuchElementException("no variable " + name + " in the pattern");
    }
    return value;
  }

  /** What is behind the question mark. */
  public Query query() {
    return exchange.head().target().query();
  }

  /** The header fields. */
  public Headers headers() {
    return exchange.head().headers();
  }

  /** Who asks. */
  public Peer peer() {
    return exchange.peer();
  }

  /** Whether the client asks to go on with another protocol (RFC 9110, 7.8). */
  public boolean wantsUpgrade() {
    return exchange.upgrade().isPresent();
  }

  /**
   * The body, empty if there is none. A client that waits for 100 (Continue) gets it with the first
   * read. Reads throw {@link dev.jug.http.message.HttpException}: 413 beyond the limit, 400 for
   * broken chunks, 408 when nothing comes for too long; and an IOException if the client goes away.
   */
  public InputStream body() {
    return exchange.body();
  }

  /** Sets the largest body, in bytes, in place of the route's. */
  public void limitBody(long bytes) {
    exchange.body().limit(bytes);
  }

  /**
   * Looks out for the client's end from now on, until the watch is closed or the handler returns.
   * What is left of the body is thrown away. A client that has sent its next request already is not
   * seen going.
   *
   * @param gone runs once, on another thread, when the client goes away; it must not block
   */
  public Watch watch(Runnable gone) {
    return exchange.watch(gone);
  }
}

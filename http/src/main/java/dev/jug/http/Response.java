package dev.jug.http;

import dev.jug.http.endpoint.Duplex;
import dev.jug.http.message.Headers;
import dev.jug.http.wire.ResponseHead;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The answer to one request: a status and fields first, then one of the ways to send it. */
public final class Response {
  private static final byte[] NOTHING = {};

  private final Exchange exchange;
  private final List<Headers.Field> fields = new ArrayList<>();
  private int status = 200;

  Response(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Sets the status, 200 to 599; it is 200 otherwise. */
  public Response status(int code) {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("no status of an answer: " + code);
    }
    status = code;
    return this;
  }

  /**
   * Sets a field; one of the same name before is replaced. The server adds Content-Length,
   * Transfer-Encoding, Connection, Upgrade and Date.
   *
   * @throws IllegalArgumentException if name or value cannot be in a head
   */
  public Response header(String name, String value) {
    var field = ResponseHead.field(name, value);
    fields.removeIf(other -> other.name().equalsIgnoreCase(name));
    fields.add(field);
    return this;
  }

  /** Whether the answer has begun, so that its status cannot change. */
  public boolean begun() {
    return exchange.begun();
  }

  /** Answers without a body. */
  public void send() throws IOException {
    exchange.send(status, fields, NOTHING);
  }

  /** Answers with a body. */
  public void send(String contentType, byte[] body) throws IOException {
    header("Content-Type", contentType);
    exchange.send(status, fields, body);
  }

  /**
   * Answers with a body whose length is not known. Head and bytes go out when some kilobytes have
   * come together, with {@link OutputStream#flush}, and at the end. The body is whole when the
   * handler returns; if it throws, the body is cut off, also if the stream was closed. One thread
   * writes at a time.
   */
  public OutputStream stream() throws IOException {
    return exchange.stream(status, fields);
  }

  /**
   * Takes the connection over: with 101 for a client that asked to upgrade, with 200 otherwise;
   * then both directions are the handler's until it returns. What is left of the request's body is
   * thrown away; bytes behind it are the first that are read.
   */
  public Duplex hijack() throws IOException {
    return exchange.hijack(fields);
  }

  /** What describes a body that is not sent after all goes; the rest fits an error too. */
  void reset() {
    fields.removeIf(field -> field.name().regionMatches(true, 0, "Content-", 0, 8));
  }
}

package dev.jug.docker.stream;

import dev.jug.docker.json.Json;
import dev.jug.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream of JSON messages about something that takes its time. The answer begins with the first
 * one: what fails before that is an ordinary error. Thread-safe.
 */
public final class Messages implements AutoCloseable {
  private final Json json;
  private final Response response;
  private @Nullable OutputStream out;

  public Messages(Json json, Response response) {
    this.json = json;
    this.response = response;
  }

  /** Whether the answer has begun. */
  public synchronized boolean begun() {
    return out != null;
  }

  /** Sends one. */
  public synchronized void send(Map<String, ?> message) {
    try {
      var stream = out;
      if (stream == null) {
        stream = response.header("Content-Type", Json.TYPE).stream();
        out = stream;
      }
      stream.write(json.bytes(message));
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a line of text. */
  public void status(String text) {
    send(Map.of("status", text));
  }

  /** Says that it failed. */
  public void error(String message) {
    var error = new LinkedHashMap<String, Object>();
    error.put("errorDetail", Map.of("message", message));
    error.put("error", message);
    send(error);
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}

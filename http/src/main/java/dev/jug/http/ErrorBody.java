package dev.jug.http;

import java.nio.charset.StandardCharsets;

/** Makes the bodies of answers that the server gives by itself. */
@FunctionalInterface
public interface ErrorBody {
  /** A line of text. */
  ErrorBody PLAIN = (_, message) -> new Content("text/plain; charset=utf-8", message + "\n");

  /**
   * A body.
   *
   * @param type for Content-Type
   * @param text goes out as UTF-8
   */
  record Content(String type, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The body for a status of 400 to 599 and a sentence. */
  Content of(int status, String message);
}

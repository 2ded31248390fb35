package dev.jug.http.wire;

import dev.jug.http.message.Headers;
import dev.jug.http.message.HttpException;

/** How the end of a request's body is found (RFC 9112, 6.3). */
public sealed interface Framing {
  /** So many bytes; none without a header that says otherwise. */
  record Length(long bytes) implements Framing {}

  /** Chunks, of which the last is empty. */
  record Chunked() implements Framing {}

  /** More digits than any body has. */
  int DIGITS = 18;

  /**
   * Reads Content-Length and Transfer-Encoding, of which there may be one, once.
   *
   * @throws HttpException 400 for what could be read in two ways, 501 for other encodings
   */
  static Framing of(Headers headers, int minor) {
    var lengths = headers.all("Content-Length");
    var encodings = headers.all("Transfer-Encoding");
    if (encodings.isEmpty()) {
      return lengths.isEmpty() ? new Length(0) : length(lengths.getFirst(), lengths.size());
    }
    if (!lengths.isEmpty()) {
      throw new HttpException(400, "Content-Length beside Transfer-Encoding");
    }
    if (minor == 0) {
      throw new HttpException(400, "Transfer-Encoding in HTTP/1.0");
    }
    if (encodings.size() > 1 || !encodings.getFirst().equalsIgnoreCase("chunked")) {
      throw new HttpException(501, "only chunked is known as Transfer-Encoding: " + encodings);
    }
    return new Chunked();
  }

  private static Framing length(String value, int count) {
    if (count > 1) {
      throw new HttpException(400, "Content-Length more than once");
    }
    if (!Grammar.isDigits(value) || value.length() > DIGITS) {
      throw new HttpException(400, "Content-Length is no number of bytes: " + value);
    }
    return new Length(Long.parseLong(value));
  }
}

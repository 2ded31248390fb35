package dev.jug.http.wire;

import dev.jug.http.message.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The head of a response as bytes.
 *
 * @param status 100 to 599
 * @param fields checked by whoever took them
 */
public record ResponseHead(int status, List<Headers.Field> fields) {
  /** What a client that expects it waits for before it sends the body. */
  public static byte[] goOn() {
    return new ResponseHead(100, List.of()).bytes();
  }

  /** Ends in the empty line. */
  public byte[] bytes() {
    var text = new StringBuilder(256);
    text.append("HTTP/1.1 ").append(status).append(' ').append(Reason.of(status)).append("\r\n");
    for (var field : fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * A field of a response.
   *
   * @throws IllegalArgumentException if it would break the head in two
   */
  public static Headers.Field field(String name, String value) {
    if (!Grammar.isToken(name) || !Grammar.isFieldValue(value)) {
      throw new IllegalArgumentException("no header field: " + name + ": " + value);
    }
    return new Headers.Field(name, value);
  }
}

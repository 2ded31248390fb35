package dev.jug.cli.text;

import java.util.Map;
import java.util.stream.Collectors;

/** Flat JSON objects for programs that read what people read as a table. */
public final class Json {
  private static final int FIRST_PLAIN = 0x20;

  private Json() {}

  /** One object on one line, its fields in order. */
  public static String object(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ":" + quoted(field.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < FIRST_PLAIN) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}

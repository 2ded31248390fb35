package dev.jug.build.graph;

import java.util.List;

/** Lists as BuildKit's history has them. */
final class GoText {
  private GoText() {}

  /** {@code [a b]}. */
  static String plain(List<String> words) {
    return "[" + String.join(" ", words) + "]";
  }

  /** {@code ["a" "b"]}. */
  static String quoted(List<String> words) {
    return plain(words.stream().map(GoText::quoted).toList());
  }

  private static String quoted(String word) {
    var text = new StringBuilder("\"");
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\r' -> text.append("\\r");
        default -> text.append(c < ' ' ? String.format("\\x%02x", (int) c) : String.valueOf(c));
      }
    }
    return text.append('"').toString();
  }
}

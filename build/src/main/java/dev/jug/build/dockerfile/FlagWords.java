package dev.jug.build.dockerfile;

import org.jspecify.annotations.Nullable;

/** Goes over the flags at the start of a line. */
final class FlagWords {
  private final String line;
  private final char escape;
  private int at;

  FlagWords(String line, char escape) {
    this.line = line;
    this.escape = escape;
  }

  /** The next flag without its dashes; null if none is left. Two dashes alone end them. */
  @Nullable String next() {
    skipBlanks();
    if (!line.startsWith("--", at)) {
      return null;
    }
    at += 2;
    var word = word();
    return word.isEmpty() ? null : word;
  }

  /** What follows. */
  String rest() {
    return line.substring(at).strip();
  }

  private String word() {
    var word = new StringBuilder();
    char quote = 0;
    for (; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == escape && at + 1 < line.length()) {
        word.append(line.charAt(++at));
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        break;
      } else {
        word.append(c);
      }
    }
    return word.toString();
  }

  private void skipBlanks() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
  }
}

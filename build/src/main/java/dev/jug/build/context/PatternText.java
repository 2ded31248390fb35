package dev.jug.build.context;

import java.util.regex.Pattern;

/** Turns a pattern into a regular expression. */
final class PatternText {
  private final String text;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  PatternText(String text) {
    this.text = text;
  }

  String regex() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '*' -> stars();
        case '?' -> regex.append("[^/]");
        case '[' -> choice();
        case '\\' -> literal(next());
        default -> literal(c);
      }
    }
    return regex.toString();
  }

  /** Two stars take the slash after them along, so that they can stand for nothing. */
  private void stars() {
    if (at == text.length() || text.charAt(at) != '*') {
      regex.append("[^/]*");
      return;
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    if (at == text.length()) {
      regex.append(".*");
    } else if (text.charAt(at) == '/') {
      at++;
      regex.append("(?:.*/)?");
    } else {
      regex.append(".*");
    }
  }

  private void choice() {
    regex.append("(?!/)[");
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
      regex.append('^');
    }
    int first = at;
    while (at == first || peek() != ']') {
      character();
      if (peek() == '-') {
        at++;
        regex.append('-');
        character();
      }
    }
    at++;
    regex.append(']');
  }

  private void character() {
    char c = next();
    if (c == ']' || c == '-') {
      throw new BadPatternException(text);
    }
    char plain = c == '\\' ? next() : c;
    regex.append(String.format("\\u%04x", (int) plain));
  }

  private char peek() {
    if (at == text.length()) {
      throw new BadPatternException(text);
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private void literal(char c) {
    regex.append(Pattern.quote(String.valueOf(c)));
  }
}

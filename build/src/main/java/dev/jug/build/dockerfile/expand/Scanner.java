package dev.jug.build.dockerfile.expand;

/** A text, and how far it is read. */
final class Scanner {
  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  char peek() {
    return text.charAt(at);
  }

  char next() {
    return text.charAt(at++);
  }

  /** The next character of a quoted text. */
  char next(String quote) {
    if (atEnd()) {
      throw new BadSubstitutionException(
          "unexpected end of statement while looking for matching " + quote);
    }
    return next();
  }

  boolean startsWith(String expected) {
    return text.startsWith(expected, at);
  }

  boolean startsWith(char expected) {
    return !atEnd() && peek() == expected;
  }

  boolean skip(char expected) {
    if (!startsWith(expected)) {
      return false;
    }
    at++;
    return true;
  }

  /** A variable's name; digits; or one special parameter of the shell. Empty if none is here. */
  String name() {
    int start = at;
    if (atEnd()) {
      return "";
    }
    if (isDigit(peek())) {
      while (!atEnd() && isDigit(peek())) {
        at++;
      }
    } else if (isLetter(peek())) {
      while (!atEnd() && (isLetter(peek()) || isDigit(peek()))) {
        at++;
      }
    } else if ("@*#?-$!".indexOf(peek()) >= 0) {
      at++;
    }
    return text.substring(start, at);
  }

  static BadSubstitutionException unclosed() {
    return new BadSubstitutionException("syntax error: missing '}'");
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}

package dev.jug.build.context;

/** A pattern that makes no sense; the message is a sentence without a place. Unchecked. */
public final class BadPatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadPatternException(String pattern) {
    super("syntax error in pattern: " + pattern);
  }
}

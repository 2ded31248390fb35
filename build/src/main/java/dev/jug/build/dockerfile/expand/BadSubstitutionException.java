package dev.jug.build.dockerfile.expand;

/**
 * Quotes or a variable that make no sense; the message is a sentence without a place. Unchecked.
 */
public final class BadSubstitutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSubstitutionException(String message) {
    super(message);
  }
}

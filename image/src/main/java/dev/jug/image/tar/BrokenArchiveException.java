package dev.jug.image.tar;

/** Bytes that are no archive; whoever knows the member says which. */
final class BrokenArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenArchiveException(String message) {
    super(message);
  }
}

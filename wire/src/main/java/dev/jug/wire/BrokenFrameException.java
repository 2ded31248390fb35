package dev.jug.wire;

/** The other end sent something that is no frame; the conversation is over. */
public final class BrokenFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenFrameException(String message) {
    super(message);
  }
}

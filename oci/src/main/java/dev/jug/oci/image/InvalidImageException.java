package dev.jug.oci.image;

import dev.jug.oci.InvalidDocumentException;
import org.jspecify.annotations.Nullable;

/** A document or a name that cannot mean an image; the message names the field or the text. */
public final class InvalidImageException extends InvalidDocumentException {
  private static final long serialVersionUID = 1L;

  public InvalidImageException(String message) {
    super(message);
  }

  public InvalidImageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

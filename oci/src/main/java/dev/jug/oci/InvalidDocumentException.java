package dev.jug.oci;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A document that does not mean what it should; the message names the field and what is wrong. */
public class InvalidDocumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidDocumentException(String message) {
    super(message);
  }

  public InvalidDocumentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}

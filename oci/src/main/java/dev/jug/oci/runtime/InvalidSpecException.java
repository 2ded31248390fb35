package dev.jug.oci.runtime;

import dev.jug.oci.InvalidDocumentException;
import org.jspecify.annotations.Nullable;

/** A spec that cannot mean a container; the message names the field and what it should be. */
public final class InvalidSpecException extends InvalidDocumentException {
  private static final long serialVersionUID = 1L;

  public InvalidSpecException(String message) {
    super(message);
  }

  public InvalidSpecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

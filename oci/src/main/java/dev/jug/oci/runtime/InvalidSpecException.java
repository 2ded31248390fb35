package dev.jug.oci.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A spec that cannot mean a container; the message names the field and what it should be. */
public final class InvalidSpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidSpecException(String message) {
    super(message);
  }

  public InvalidSpecException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}

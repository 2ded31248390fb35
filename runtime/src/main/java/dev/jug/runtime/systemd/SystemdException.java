package dev.jug.runtime.systemd;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** systemd did not do what was asked; the message names the unit and has systemd's words. */
public final class SystemdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SystemdException(String message) {
    super(message);
  }

  public SystemdException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}

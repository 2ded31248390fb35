package dev.jug.runtime.lifecycle;

import java.util.Objects;

/**
 * An operation that a container's state does not allow, or whose container is not there. The
 * message is for the person who asked; callers such as containerd look for the usual phrases in it.
 */
public final class LifecycleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LifecycleException(String message) {
    super(message);
  }

  LifecycleException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}

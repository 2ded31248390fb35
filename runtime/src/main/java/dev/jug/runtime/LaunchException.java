package dev.jug.runtime;

import dev.jug.linux.Errno;
import java.util.Objects;
import java.util.Optional;

/**
 * A container or process could not be started. The message is for the person who asked; nothing of
 * it is left behind.
 */
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a caller decides on. */
  public enum Kind {
    /** The command is not in the container: exit code 127. */
    COMMAND_NOT_FOUND,
    /** The command is there but cannot be executed: exit code 126. */
    COMMAND_NOT_EXECUTABLE,
    /** Anything else: exit code 125. */
    OTHER
  }

  private final Kind kind;
  private final transient Optional<Errno> errno;

  public LaunchException(Kind kind, Optional<Errno> errno, String message) {
    super(message);
    this.kind = kind;
    this.errno = errno;
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** What a caller decides on. */
  public Kind kind() {
    return kind;
  }

  /** Why the kernel refused, if it was the kernel. */
  public Optional<Errno> errno() {
    return errno;
  }
}

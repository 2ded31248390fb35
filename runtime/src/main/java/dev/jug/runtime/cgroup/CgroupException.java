package dev.jug.runtime.cgroup;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A group that exists could not be read or changed (cgroups(7)). The message names the field of the
 * spec if one asked for it, the file, and the kernel's reason.
 */
public final class CgroupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CgroupException(String message) {
    super(message);
  }

  public CgroupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}

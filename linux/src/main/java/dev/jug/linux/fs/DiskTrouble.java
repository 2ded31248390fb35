package dev.jug.linux.fs;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a disk as a whole takes nothing more, whatever is written to it (errno(3)). */
public enum DiskTrouble {
  FULL(Errno.ENOSPC, "is full"),
  QUOTA(Errno.EDQUOT, "has no more room for its owner"),
  READ_ONLY(Errno.EROFS, "is read-only");

  private final Errno errno;
  private final String words;

  DiskTrouble(Errno errno, String words) {
    this.errno = errno;
    this.words = words;
  }

  /** The one behind a failure, or behind one of its causes; empty if it is none of these. */
  public static Optional<DiskTrouble> of(Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause != null) {
      var why = cause;
      var found = Arrays.stream(values()).filter(trouble -> trouble.isIn(why)).findFirst();
      if (found.isPresent()) {
        return found;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** The JDK passes on no number, only the C library's words. */
  private boolean isIn(Throwable failure) {
    return switch (failure) {
      case SysException e -> e.errno() == errno;
      case IOException e -> String.valueOf(e.getMessage()).endsWith(errno.description());
      default -> false;
    };
  }

  /** Whether room would help. */
  public boolean isLackOfRoom() {
    return this != READ_ONLY;
  }

  /** What is the matter with a disk, as in "the disk of /var/lib is full: … (ENOSPC)". */
  public String of(String place) {
    return "the disk of %s %s: %s (%s)".formatted(place, words, errno.description(), errno.name());
  }
}

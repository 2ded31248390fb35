package dev.jug.engine.error;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.DiskTrouble;
import dev.jug.runtime.LaunchException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person can do when the machine, or the engine on it, has no more of something. */
public final class Remedy {
  private static final String FULL =
      "The disk is full: 'jug system df' shows what takes space, 'jug system prune' frees some.";
  private static final String READ_ONLY =
      "Mount the disk writable; if it was, dmesg tells what happened to it.";
  private static final String DESCRIPTORS =
      "The engine has as many files open as it may: raise its limit (LimitNOFILE= of its service,"
          + " ulimit -n), or end clients that hold connections.";
  private static final String PROCESSES =
      "There may be no more processes or threads: raise the limit of the engine's group (TasksMax="
          + " of its service, pids.max), or kernel.pid_max and kernel.threads-max.";

  private Remedy() {}

  /** For a failure, by what is behind it; empty if there is nothing to say. */
  public static String of(Throwable failure) {
    var trouble = DiskTrouble.of(failure);
    if (trouble.isPresent()) {
      return trouble.get().isLackOfRoom() ? FULL : READ_ONLY;
    }
    @Nullable Throwable cause = failure;
    while (cause != null) {
      var found = errno(cause).map(Remedy::of).orElse("");
      if (!found.isEmpty()) {
        return found;
      }
      cause = cause.getCause();
    }
    return "";
  }

  private static Optional<Errno> errno(Throwable failure) {
    return switch (failure) {
      case SysException e -> Optional.of(e.errno());
      case LaunchException e -> e.errno();
      case IOException e when endsWith(e, Errno.EMFILE) -> Optional.of(Errno.EMFILE);
      default -> Optional.empty();
    };
  }

  /** The JDK passes on no number, only the C library's words. */
  private static boolean endsWith(IOException e, Errno errno) {
    return String.valueOf(e.getMessage()).endsWith(errno.description());
  }

  private static String of(Errno errno) {
    return switch (errno) {
      case EMFILE -> DESCRIPTORS;
      case EAGAIN -> PROCESSES;
      default -> "";
    };
  }
}

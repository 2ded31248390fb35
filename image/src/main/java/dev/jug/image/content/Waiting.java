package dev.jug.image.content;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.linux.fs.FileLock;
import java.nio.file.Path;

/** Waits for locks without blocking inside the kernel, so that virtual threads may do it. */
final class Waiting {
  private static final long FIRST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private Waiting() {}

  /**
   * The lock, once nobody else has it.
   *
   * @throws ImageException if the thread is interrupted
   */
  static FileLock forLock(Path file) {
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = longer(pause)) {
      var lock = FileLock.tryLock(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ImageException(Kind.UNAVAILABLE, "interrupted while waiting for another process");
      }
    }
  }

  /**
   * A lock that others hold for moments only. An interrupt does not end the wait: whoever is told
   * to stop must still be able to clear up.
   */
  static FileLock forBriefLock(Path file) {
    boolean interrupted = false;
    try {
      for (long pause = FIRST_PAUSE_MILLIS; ; pause = longer(pause)) {
        var lock = FileLock.tryLock(file);
        if (lock.isPresent()) {
          return lock.get();
        }
        try {
          Thread.sleep(pause);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long longer(long pause) {
    return Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
  }
}

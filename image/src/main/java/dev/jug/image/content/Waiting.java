package dev.jug.image.content;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.linux.fs.FileLock;
import java.io.IOException;
import java.nio.file.Path;

/** Waits for locks without blocking inside the kernel, so that virtual threads may do it. */
final class Waiting {
  private static final long FIRST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 50;

  private Waiting() {}

  /** The lock, once nobody else has it. */
  static FileLock forLock(Path file) throws IOException {
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      var lock = FileLock.tryLock(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      sleep(pause);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException(Kind.UNAVAILABLE, "interrupted while waiting for another process");
    }
  }
}

package dev.jug.linux.fs;

import static dev.jug.linux.fs.OpenFlag.O_CLOEXEC;
import static dev.jug.linux.fs.OpenFlag.O_NOFOLLOW;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An exclusive lock on a file (flock(2)). It belongs to this object, not to the process: two of the
 * same process exclude each other too, and it ends with the process whatever ends that. A file that
 * is there can be locked on a read-only file system too.
 */
public final class FileLock implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int O_NOFOLLOW_CLOEXEC = O_NOFOLLOW | O_CLOEXEC;
  private static final int O_CREAT = 0x40;
  private static final int PRIVATE = 0600;
  private static final int LOCK_EX_NB = 2 | 4;

  private final Fd file;

  private FileLock(Fd file) {
    this.file = file;
  }

  /**
   * Takes the lock if nobody has it, and makes the file if it is not there. Never waits.
   *
   * @throws IOException if the file cannot be opened or locked
   */
  public static Optional<FileLock> tryLock(Path path) throws IOException {
    return lock(open(path, O_CREAT), path);
  }

  /**
   * The same for a file that may not be there, which is then not made.
   *
   * @return empty if somebody has the lock, or there is no file
   * @throws IOException if the file cannot be opened or locked
   */
  public static Optional<FileLock> tryLockExisting(Path path) throws IOException {
    try {
      return lock(open(path, 0), path);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Optional<FileLock> lock(Fd file, Path path) throws IOException {
    long result = Kernel.raw(Call.FLOCK, file.number(), LOCK_EX_NB);
    if (result == 0) {
      return Optional.of(new FileLock(file));
    }
    file.close();
    if (Errno.of((int) -result) == Errno.EAGAIN) {
      return Optional.empty();
    }
    throw failed(path, Errno.of((int) -result));
  }

  private static IOException failed(Path path, Errno why) {
    return why == Errno.ENOENT
        ? new NoSuchFileException(path.toString(), null, why.description())
        : new FileSystemException(path.toString(), null, why.description());
  }

  private static Fd open(Path path, int flags) throws IOException {
    try (var arena = Arena.ofConfined()) {
      long text = Kernel.path(arena, path.toString()).address();
      long result = Kernel.raw(Call.OPENAT, AT_FDCWD, text, O_NOFOLLOW_CLOEXEC | flags, PRIVATE);
      if (result < 0) {
        throw failed(path, Errno.of((int) -result));
      }
      return new Fd((int) result);
    }
  }

  /** Whether the locked file is still the one of this name. */
  public boolean holds(Path path) throws IOException {
    try {
      return Files.isSameFile(Path.of("/proc/self/fd/" + file.number()), path);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /** Lets it go. */
  @Override
  public void close() {
    file.close();
  }
}

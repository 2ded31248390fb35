package dev.jug.linux.io;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** Waits for a file or directory to change (inotify(7)). */
public final class FileWatch implements AutoCloseable {
  private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int MODIFIED_CREATED_MOVED_DELETED = 0x2 | 0x100 | 0x80 | 0x400 | 0x200;
  private static final int BUFFER_BYTES = 4096;

  private final Fd fd;

  private FileWatch(Fd fd) {
    this.fd = fd;
  }

  /**
   * Starts watching. Look at the file after this call and before the first {@link #awaitChange()},
   * so that no change falls between.
   */
  public static FileWatch of(Path path) {
    long created = Kernel.raw(Call.INOTIFY_INIT1, NONBLOCK_CLOEXEC);
    var fd = new Fd((int) Kernel.check(created, Call.INOTIFY_INIT1));
    try (var arena = Arena.ofConfined()) {
      long address = Kernel.path(arena, path.toString()).address();
      long added =
          Kernel.raw(Call.INOTIFY_ADD_WATCH, fd.number(), address, MODIFIED_CREATED_MOVED_DELETED);
      Kernel.check(added, Call.INOTIFY_ADD_WATCH, path);
      return new FileWatch(fd);
    } catch (SysException e) {
      fd.close();
      throw e;
    }
  }

  /** Waits until something has changed since the last call; several changes count as one. */
  public void awaitChange() {
    Poller.INPUT.await(fd);
    try (var arena = Arena.ofConfined()) {
      var events = arena.allocate(BUFFER_BYTES);
      long result;
      do {
        result = fd.use(n -> Kernel.raw(Call.READ, n, events.address(), BUFFER_BYTES));
      } while (result > 0);
      if (result != -Errno.EAGAIN.number()) {
        Kernel.check(result, Call.READ, fd);
      }
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}

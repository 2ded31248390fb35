package dev.jug.linux.fs;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Has the kernel write a file to its disk while more of it comes, so that the sync at its end does
 * not find all of it still to be written (sync_file_range(2)). It is no sync itself, and promises
 * nothing. Blocks while the disk has too much to do already. Not thread-safe.
 */
public final class Writeback implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final int SYNC_FILE_RANGE_WRITE = 2;
  private static final long STEP = 8 << 20;

  private final Path path;
  private @Nullable Fd file;
  private long begun;

  /** Looks after a file. */
  public Writeback(Path path) {
    this.path = path;
  }

  /** The file is that long by now. */
  public void reached(long length) {
    if (length - begun < STEP) {
      return;
    }
    var opened = file == null ? open() : file;
    file = opened;
    if (opened != null) {
      Kernel.raw(
          Call.SYNC_FILE_RANGE, opened.number(), begun, length - begun, SYNC_FILE_RANGE_WRITE);
    }
    begun = length;
  }

  private @Nullable Fd open() {
    try (var arena = Arena.ofConfined()) {
      long text = Kernel.path(arena, path.toString()).address();
      long opened = Kernel.raw(Call.OPENAT, AT_FDCWD, text, O_RDONLY_CLOEXEC, 0);
      return opened < 0 ? null : new Fd((int) opened);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}

package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** What a file system itself calls a file, beside all names (name_to_handle_at(2)). */
public final class FileHandle {
  private static final int AT_FDCWD = -100;
  private static final int HEAD = 8;
  private static final int MOST = 128;

  private FileHandle() {}

  /**
   * The {@code struct file_handle} of a file.
   *
   * @throws dev.jug.linux.SysException with EOPNOTSUPP if its file system has no handles
   */
  public static byte[] of(Path path) {
    try (var arena = Arena.ofConfined()) {
      var handle = arena.allocate(HEAD + MOST, HEAD);
      handle.set(JAVA_INT, 0, MOST);
      var name = Kernel.path(arena, path.toString());
      var mount = Kernel.integer(arena, 0);
      long result =
          Kernel.raw(
              Call.NAME_TO_HANDLE_AT,
              AT_FDCWD,
              name.address(),
              handle.address(),
              mount.address(),
              0);
      Kernel.check(result, Call.NAME_TO_HANDLE_AT, path);
      return handle.asSlice(0, HEAD + handle.get(JAVA_INT, 0)).toArray(JAVA_BYTE);
    }
  }
}

package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;

/** Extended attributes of what is open already, so that nobody can put a link in its place. */
public final class Attribute {
  private Attribute() {}

  /**
   * Sets one (setxattr(2)). A location takes none by itself: it is named by its link in proc(5),
   * behind which there is the entry itself, a symbolic link too.
   *
   * @param entry opened by {@link Entries#location}, {@link Entries#directory} or {@link
   *     Entries#file}
   * @param name such as {@code security.selinux}
   * @throws dev.jug.linux.SysException {@code EOPNOTSUPP} if the file system has no such attribute
   */
  public static void set(Fd entry, String name, byte[] value) {
    try (var arena = Arena.ofConfined()) {
      long path = Kernel.path(arena, "/proc/self/fd/" + entry.number()).address();
      long key = Kernel.path(arena, name).address();
      long content = arena.allocateFrom(JAVA_BYTE, value).address();
      long result = Kernel.raw(Call.SETXATTR, path, key, content, value.length, 0);
      Kernel.check(result, Call.SETXATTR, entry, name);
    }
  }
}

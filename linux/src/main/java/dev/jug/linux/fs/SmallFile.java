package dev.jug.linux.fs;

import static dev.jug.linux.fs.OpenFlag.O_CLOEXEC;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Small files, such as those in which the kernel tells something, below /proc and in cgroups. A few
 * system calls and nothing else: somebody may be waiting, in a JVM that has just begun.
 */
public final class SmallFile {
  private static final int AT_FDCWD = -100;
  private static final int O_WRONLY = 1;
  private static final int PIECE = 1 << 14;

  private SmallFile() {}

  /**
   * The text of a file.
   *
   * @return empty if it is not there or cannot be read, for whatever reason: files of a cgroup go
   *     away with it at any instant
   */
  public static Optional<String> read(Path path) {
    try (var arena = Arena.ofConfined()) {
      long name = Kernel.path(arena, path.toString()).address();
      long number = Kernel.raw(Call.OPENAT, AT_FDCWD, name, O_CLOEXEC, 0);
      return number < 0 ? Optional.empty() : content(arena, new Fd((int) number));
    }
  }

  private static Optional<String> content(Arena arena, Fd fd) {
    try (fd) {
      int room = PIECE;
      var memory = arena.allocate(room);
      int length = 0;
      while (true) {
        long count = Kernel.raw(Call.READ, fd.number(), memory.address() + length, room - length);
        if (count < 0) {
          return Optional.empty();
        }
        length += (int) count;
        if (count == 0) {
          var bytes = memory.asSlice(0, length).toArray(JAVA_BYTE);
          return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
        if (length == room) {
          room *= 2;
          memory = arena.allocate(room).copyFrom(memory);
        }
      }
    }
  }

  /**
   * Has a file that is there say something else, in place: it may be mounted elsewhere. By one
   * write, for somebody may be reading; what was longer is cut off.
   *
   * @throws dev.jug.linux.SysException if it is not there, or the disk is full
   */
  public static void replace(Path path, byte[] content) {
    try (var arena = Arena.ofConfined()) {
      long name = Kernel.path(arena, path.toString()).address();
      long number = Kernel.raw(Call.OPENAT, AT_FDCWD, name, O_WRONLY | O_CLOEXEC, 0);
      try (var fd = new Fd((int) Kernel.check(number, Call.OPENAT, path))) {
        var memory = arena.allocateFrom(JAVA_BYTE, content);
        long written = Kernel.raw(Call.WRITE, fd.number(), memory.address(), content.length);
        Kernel.check(written, Call.WRITE, path);
        Kernel.check(Kernel.raw(Call.FTRUNCATE, fd.number(), written), Call.FTRUNCATE, path);
      }
    }
  }
}

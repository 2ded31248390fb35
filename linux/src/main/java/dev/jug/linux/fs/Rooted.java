package dev.jug.linux.fs;

import static dev.jug.linux.fs.OpenFlag.O_CLOEXEC;
import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_PATH;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/**
 * Paths inside another root, resolved by the kernel (openat2(2)): symbolic links and {@code ..}
 * cannot lead out of it, whatever the tree contains and whoever changes it meanwhile.
 */
public final class Rooted {
  /** openat2(2): absolute links and {@code ..} stay inside the directory. */
  public static final int RESOLVE_IN_ROOT = 0x10;

  /** openat2(2): links such as /proc/PID/exe are refused. */
  public static final int RESOLVE_NO_MAGICLINKS = 0x02;

  private static final int RESOLVE_NO_SYMLINKS = 0x04;
  private static final int RESOLVE_BENEATH = 0x08;
  private static final int AT_FDCWD = -100;

  private Rooted() {}

  /**
   * Opens a directory of the host as a location (O_PATH).
   *
   * @throws SysException if it is not there, is no directory, or may not be reached
   */
  public static Fd directory(String path) {
    try (var arena = Arena.ofConfined()) {
      var native_ = Kernel.path(arena, path);
      long result =
          Kernel.raw(Call.OPENAT, AT_FDCWD, native_.address(), O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
      return new Fd((int) Kernel.check(result, Call.OPENAT, path));
    }
  }

  /**
   * Opens a path inside a root.
   *
   * @param flags of open(2); close-on-exec is added
   * @throws SysException if it cannot be opened
   */
  public static Fd open(Fd root, String path, int flags) {
    return open(root, path.getBytes(StandardCharsets.UTF_8), flags);
  }

  /**
   * Opens a path inside a root.
   *
   * @param path its bytes, in whatever encoding
   * @param flags of open(2); close-on-exec is added
   * @throws SysException if it cannot be opened
   */
  public static Fd open(Fd root, byte[] path, int flags) {
    return open(root, path, flags, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
  }

  /**
   * Opens a path below a directory in which there is no symbolic link, nor {@code ..}.
   *
   * @param path its bytes, in whatever encoding
   * @param flags of open(2); close-on-exec is added
   * @throws SysException if it cannot be opened, or there is one
   */
  public static Fd openPlain(Fd directory, byte[] path, int flags) {
    return open(directory, path, flags, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS);
  }

  /**
   * Opens a path below a directory; symbolic links are followed as long as they stay below it too.
   *
   * @param path relative
   * @param flags of open(2); close-on-exec is added
   * @throws SysException if it cannot be opened, or leads out (EXDEV)
   */
  public static Fd openBelow(Fd directory, String path, int flags) {
    var bytes = path.getBytes(StandardCharsets.UTF_8);
    return open(directory, bytes, flags, RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS);
  }

  private static Fd open(Fd root, byte[] path, int flags, int resolution) {
    try (var arena = Arena.ofConfined()) {
      var how = arena.allocate(24, 8);
      how.set(JAVA_LONG, 0, flags | O_CLOEXEC);
      how.set(JAVA_LONG, 16, resolution);
      long result =
          Kernel.raw(Call.OPENAT2, root.number(), EntryName.in(arena, path), how.address(), 24);
      return new Fd((int) Kernel.check(result, Call.OPENAT2, EntryName.shown(path)));
    }
  }
}

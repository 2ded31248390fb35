package dev.jug.linux.fs;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** File systems in memory (tmpfs(5)) in the caller's own mount namespace. */
public final class Tmpfs {
  private static final int NOSUID_NODEV_NOEXEC = 2 | 4 | 8;
  private static final int MNT_DETACH = 2;

  private Tmpfs() {}

  /**
   * Mounts one.
   *
   * @param options of tmpfs, such as {@code mode=700,size=16m}
   */
  public static void mount(Path target, String options) {
    try (var arena = Arena.ofConfined()) {
      long type = Kernel.path(arena, "tmpfs").address();
      long path = Kernel.path(arena, target.toString()).address();
      long data = Kernel.path(arena, options).address();
      long result = Kernel.raw(Call.MOUNT, type, path, type, NOSUID_NODEV_NOEXEC, data);
      Kernel.check(result, Call.MOUNT, "tmpfs", target, options);
    }
  }

  /** Lets it go; who still uses it keeps it until done (umount2(2), MNT_DETACH). */
  public static void detach(Path target) {
    try (var arena = Arena.ofConfined()) {
      long path = Kernel.path(arena, target.toString()).address();
      Kernel.check(Kernel.raw(Call.UMOUNT2, path, MNT_DETACH), Call.UMOUNT2, target);
    }
  }
}

package dev.jug.linux.ns;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.util.function.Supplier;

/**
 * Mounts that nobody else sees: a copy of this process's mount namespace for as long as something
 * is done in it (mount_namespaces(7)). What was mounted there goes with it, whoever is killed when.
 */
public final class PrivateMounts {
  private static final long MS_REC = 1 << 14;
  private static final long MS_PRIVATE = 1 << 18;

  private PrivateMounts() {}

  /**
   * Does something there, and waits for it. It must start no thread, nor wake one. A tree of mounts
   * that it copies (open_tree(2)) lasts as long as its descriptor.
   *
   * @throws dev.jug.linux.SysException with EPERM without CAP_SYS_ADMIN
   */
  public static <T> T call(Supplier<T> action) {
    return NamespaceThread.inNew(
        NamespaceKind.MOUNT,
        () -> {
          keepToOurselves();
          return action.get();
        });
  }

  private static void keepToOurselves() {
    try (var arena = Arena.ofConfined()) {
      long root = Kernel.path(arena, "/").address();
      long result = Kernel.raw(Call.MOUNT, root, root, 0, MS_REC | MS_PRIVATE, 0);
      Kernel.check(result, Call.MOUNT, "/", "MS_REC | MS_PRIVATE");
    }
  }
}

package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * What a layer of overlayfs says about the layers below it (the kernel's
 * filesystems/overlayfs.rst).
 */
public final class OverlayLayer {
  private static final int AT_FDCWD = -100;
  private static final int S_IFCHR = 0x2000;
  private static final String OPAQUE = "trusted.overlay.opaque";

  private OverlayLayer() {}

  /** Makes a whiteout: below this layer there is nothing of this name. */
  public static void whiteout(Path file) {
    try (var arena = Arena.ofConfined()) {
      long path = Kernel.path(arena, file.toString()).address();
      long result = Kernel.raw(Call.MKNODAT, AT_FDCWD, path, S_IFCHR, 0);
      Kernel.check(result, Call.MKNODAT, file, "whiteout");
    }
  }

  /** Makes a directory opaque: what lies below it in lower layers is not seen. */
  public static void opaque(Path directory) {
    try (var arena = Arena.ofConfined()) {
      long path = Kernel.path(arena, directory.toString()).address();
      long name = Kernel.path(arena, OPAQUE).address();
      long value = arena.allocateFrom(JAVA_BYTE, (byte) 'y').address();
      long result = Kernel.raw(Call.SETXATTR, path, name, value, 1, 0);
      Kernel.check(result, Call.SETXATTR, directory, OPAQUE);
    }
  }
}

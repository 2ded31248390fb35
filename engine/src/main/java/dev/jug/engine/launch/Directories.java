package dev.jug.engine.launch;

import dev.jug.linux.fs.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that a container sees, whose mode must not depend on the engine's umask.
 */
final class Directories {
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  private Directories() {}

  static void writePublic(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    Files.setPosixFilePermissions(file, READABLE);
  }

  static void ensure(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory);
    }
  }

  /**
   * Makes the directory that takes the changes of another one: the container sees its owner and
   * mode.
   */
  static void ensureUpper(RootFs.Upper upper) throws IOException {
    if (Files.isDirectory(upper.path())) {
      return;
    }
    Files.createDirectory(upper.path());
    Stat.of(upper.above()).applyTo(upper.path());
  }
}

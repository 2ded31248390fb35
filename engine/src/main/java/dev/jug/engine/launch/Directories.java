package dev.jug.engine.launch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files and directories that a container sees, whose mode must not depend on the engine's umask. */
final class Directories {
  private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

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

  /** Makes the directory that takes the changes of another one: the container sees its owner and mode. */
  static void ensureUpper(RootFs.Upper upper) throws IOException {
    if (Files.isDirectory(upper.path())) {
      return;
    }
    Files.createDirectory(upper.path());
    var attributes = Files.readAttributes(upper.above(), "unix:mode,uid,gid", NOFOLLOW_LINKS);
    if ((int) attributes.get("uid") != 0 || (int) attributes.get("gid") != 0) {
      Files.setAttribute(upper.path(), "unix:uid", attributes.get("uid"));
      Files.setAttribute(upper.path(), "unix:gid", attributes.get("gid"));
    }
    int mode = (int) Objects.requireNonNull(attributes.get("mode"));
    Files.setAttribute(upper.path(), "unix:mode", mode & 07777);
  }
}

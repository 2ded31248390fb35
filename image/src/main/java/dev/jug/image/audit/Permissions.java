package dev.jug.image.audit;

import dev.jug.image.content.StoreLayout;
import dev.jug.linux.fs.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who may change a store: whoever may write a file of it decides what containers run. Trees of
 * layers are not looked at, for their modes are those of images; the directory above them is.
 *
 * @param layout where things lie
 */
record Permissions(StoreLayout layout) {
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  void check(Audit audit) throws IOException {
    int owner = Stat.of(layout.root()).uid();
    for (var path : all()) {
      try {
        var stat = Stat.ofEntry(path);
        if ((stat.permissions() & WRITABLE_BY_OTHERS) != 0) {
          audit.open(path, "its mode is " + Integer.toOctalString(stat.permissions()));
        } else if (stat.uid() != owner) {
          audit.open(path, "it belongs to user " + stat.uid());
        }
      } catch (NoSuchFileException _) {
        // It was removed meanwhile.
      }
    }
  }

  private List<Path> all() throws IOException {
    var all = new ArrayList<>(List.of(layout.root()));
    for (var child : list(layout.root())) {
      all.add(child);
      if (Files.isDirectory(child)) {
        all.addAll(list(child));
      }
    }
    for (var algorithm : list(layout.root().resolve("blobs"))) {
      all.addAll(list(algorithm));
    }
    return all;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Takes from others what they should not have. */
  static void repair(List<Path> open, Path root) throws IOException {
    var owner = Files.getOwner(root);
    for (var path : open) {
      var permissions = Files.getPosixFilePermissions(path);
      permissions.removeAll(OTHERS_WRITE);
      Files.setPosixFilePermissions(path, permissions);
      Files.setOwner(path, owner);
    }
  }
}

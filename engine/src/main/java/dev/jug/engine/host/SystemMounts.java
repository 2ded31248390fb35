package dev.jug.engine.host;

import dev.jug.linux.fs.MountTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Directories of the system that are file systems of their own, such as a /usr or /var on another
 * partition. A layer of overlayfs ends where another file system begins, so each of these becomes
 * an overlay of its own.
 */
final class SystemMounts {
  private static final Set<Path> ROOTS =
      Set.of(Path.of("/usr"), Path.of("/etc"), Path.of("/opt"), Path.of("/var"), Path.of("/nix"));

  /**
   * File systems that hold a system's files; not tmpfs, proc, or what a network or a program
   * provides.
   */
  private static final Set<String> TYPES =
      Set.of(
          "bcachefs",
          "btrfs",
          "erofs",
          "ext2",
          "ext3",
          "ext4",
          "f2fs",
          "jfs",
          "overlay",
          "reiserfs",
          "squashfs",
          "xfs",
          "zfs");

  private SystemMounts() {}

  /** Those in this mount table that a mask does not hide, parents first. */
  static List<Path> visible(List<MountTable.Entry> table, Mask mask) {
    var found = new TreeSet<Path>();
    for (var entry : table) {
      var target = entry.target();
      boolean inSystem = ROOTS.stream().anyMatch(target::startsWith);
      if (inSystem && TYPES.contains(entry.type()) && !isHidden(target, mask)) {
        found.add(target);
      }
    }
    return List.copyOf(found);
  }

  private static boolean isHidden(Path target, Mask mask) {
    var place = Path.of("/").relativize(target);
    return mask.empty().stream().anyMatch(place::startsWith);
  }
}

package dev.jug.linux.landlock;

import java.util.EnumSet;
import java.util.Set;

/**
 * What may be done to files: {@code LANDLOCK_ACCESS_FS_…} of landlock.h, in the order of their
 * bits.
 */
public enum FileRight {
  EXECUTE(1, true),
  WRITE_FILE(1, true),
  READ_FILE(1, true),
  READ_DIR(1, false),
  REMOVE_DIR(1, false),
  REMOVE_FILE(1, false),
  MAKE_CHAR(1, false),
  MAKE_DIR(1, false),
  MAKE_REG(1, false),
  MAKE_SOCK(1, false),
  MAKE_FIFO(1, false),
  MAKE_BLOCK(1, false),
  MAKE_SYM(1, false),
  /** Moving and linking to another directory; a kernel that does not know it allows neither. */
  REFER(Landlock.MOVES, false),
  TRUNCATE(3, true),
  IOCTL_DEV(5, true);

  private final int since;
  private final boolean ofFiles;

  FileRight(int since, boolean ofFiles) {
    this.since = since;
    this.ofFiles = ofFiles;
  }

  /** All that a version of the interface knows. */
  public static Set<FileRight> known(int version) {
    var rights = EnumSet.allOf(FileRight.class);
    rights.removeIf(right -> right.since > version);
    return rights;
  }

  /** Whether it can be said of a file, and not of a directory alone. */
  public boolean isOfFiles() {
    return ofFiles;
  }

  /** These as the kernel has them. */
  public static long bits(Set<FileRight> rights) {
    return rights.stream().mapToLong(right -> 1L << right.ordinal()).sum();
  }
}

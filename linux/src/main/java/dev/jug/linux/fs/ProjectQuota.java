package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * How much the files below a directory may take of their disk, where the file system counts by
 * project: XFS and ext4, mounted with {@code prjquota} (quotactl(2), FS_IOC_FSSETXATTR).
 */
public final class ProjectQuota {
  private static final int PROJECT = 2;
  private static final int Q_GETQUOTA = 0x800007 << 8 | PROJECT;
  private static final int Q_SETQUOTA = 0x800008 << 8 | PROJECT;
  private static final int Q_XGETQSTAT = ('X' << 8 | 5) << 8 | PROJECT;

  /** struct fs_quota_stat, with room. */
  private static final int STATE_BYTES = 96;

  private static final int STATE_FLAGS_AT = 2;
  private static final int PROJECTS_ARE_LIMITED = 1 << 5;

  /** struct if_dqblk. */
  private static final int LIMITS_BYTES = 72;

  private static final int SPACE_LIMIT_AT = 0;
  private static final int SPACE_NOW_AT = 16;
  private static final int INODE_LIMIT_AT = 24;
  private static final int VALID_AT = 64;
  private static final int LIMITS_ARE_VALID = 1 | 4;
  private static final int UNIT_BYTES = 1024;

  private static final int FS_IOC_FSGETXATTR = 0x801c581f;
  private static final int FS_IOC_FSSETXATTR = 0x401c5820;

  /** struct fsxattr. */
  private static final int ATTRIBUTES_BYTES = 28;

  private static final int PROJECT_AT = 12;
  private static final int CHILDREN_INHERIT = 0x200;

  /** Numbers that people give to projects by hand are small. */
  private static final int LOWEST = 0x4000_0000;

  private static final int NUMBERS = 0x3fff_ffff;

  private ProjectQuota() {}

  /** Whether the file system of a directory keeps to limits of projects. */
  public static boolean isKept(Path directory) {
    try (var arena = Arena.ofConfined();
        var fd = open(directory)) {
      var state = arena.allocate(STATE_BYTES, Long.BYTES);
      state.set(JAVA_BYTE, 0, (byte) 1);
      long result = Kernel.raw(Call.QUOTACTL_FD, fd.number(), Q_XGETQSTAT, 0, state.address());
      return result == 0 && (state.get(JAVA_SHORT, STATE_FLAGS_AT) & PROJECTS_ARE_LIMITED) != 0;
    }
  }

  /**
   * Limits an empty directory and all that will be in it.
   *
   * @param bytes above 0; rounded up to whole KiB
   * @param inodes how many files and directories; 0 for no limit
   * @throws dev.jug.linux.SysException if the file system has no such quota, or without
   *     CAP_SYS_ADMIN
   */
  public static void limit(Path directory, long bytes, long inodes) {
    try (var arena = Arena.ofConfined();
        var fd = open(directory)) {
      int project = free(arena, fd, directory);
      set(arena, fd, project, bytes, inodes);
      var attributes = attributes(arena, fd, directory);
      attributes.set(JAVA_INT, 0, attributes.get(JAVA_INT, 0) | CHILDREN_INHERIT);
      attributes.set(JAVA_INT, PROJECT_AT, project);
      long result = Kernel.raw(Call.IOCTL, fd.number(), FS_IOC_FSSETXATTR, attributes.address());
      Kernel.check(result, Call.IOCTL, "FS_IOC_FSSETXATTR", directory);
    }
  }

  /** Gives the number of a limited directory back; of any other nothing happens. */
  public static void release(Path directory) {
    try (var arena = Arena.ofConfined();
        var fd = open(directory)) {
      int project = attributes(arena, fd, directory).get(JAVA_INT, PROJECT_AT);
      if (project >= LOWEST) {
        set(arena, fd, project, 0, 0);
      }
    }
  }

  private static Fd open(Path directory) {
    try (var location = Rooted.directory(directory.toString())) {
      return Rooted.open(location, ".", OpenFlag.O_DIRECTORY);
    }
  }

  private static int free(Arena arena, Fd fd, Path directory) {
    int project = LOWEST + Math.floorMod(directory.hashCode(), NUMBERS);
    while (isTaken(arena, fd, project)) {
      project = LOWEST + (project - LOWEST + 1) % NUMBERS;
    }
    return project;
  }

  private static boolean isTaken(Arena arena, Fd fd, int project) {
    var limits = arena.allocate(LIMITS_BYTES, Long.BYTES);
    long result = Kernel.raw(Call.QUOTACTL_FD, fd.number(), Q_GETQUOTA, project, limits.address());
    return result == 0
        && (limits.get(JAVA_LONG, SPACE_LIMIT_AT) != 0 || limits.get(JAVA_LONG, SPACE_NOW_AT) != 0);
  }

  private static void set(Arena arena, Fd fd, int project, long bytes, long inodes) {
    var limits = arena.allocate(LIMITS_BYTES, Long.BYTES);
    limits.set(JAVA_LONG, SPACE_LIMIT_AT, Math.ceilDiv(bytes, UNIT_BYTES));
    limits.set(JAVA_LONG, INODE_LIMIT_AT, inodes);
    limits.set(JAVA_INT, VALID_AT, LIMITS_ARE_VALID);
    long result = Kernel.raw(Call.QUOTACTL_FD, fd.number(), Q_SETQUOTA, project, limits.address());
    Kernel.check(result, Call.QUOTACTL_FD, "Q_SETQUOTA", project);
  }

  private static MemorySegment attributes(Arena arena, Fd fd, Path directory) {
    var attributes = arena.allocate(ATTRIBUTES_BYTES, Long.BYTES);
    long result = Kernel.raw(Call.IOCTL, fd.number(), FS_IOC_FSGETXATTR, attributes.address());
    Kernel.check(result, Call.IOCTL, "FS_IOC_FSGETXATTR", directory);
    return attributes;
  }
}

package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/**
 * What statx(2) tells about an entry itself, without following it.
 *
 * @param mode type and permissions
 * @param links how many names the file has
 * @param uid owner
 * @param gid group
 * @param inode number of the file in its file system
 * @param device the file system
 * @param size in bytes
 * @param seconds when its content was changed, since 1970
 * @param nanos the fraction of that, 0 … 999 999 999
 * @param major number of the device it stands for, 0 if it is none
 * @param minor number of the device it stands for, 0 if it is none
 * @param isMountRoot whether something is mounted there
 */
public record FileStatus(
    int mode,
    int links,
    int uid,
    int gid,
    long inode,
    long device,
    long size,
    long seconds,
    int nanos,
    int major,
    int minor,
    boolean isMountRoot) {
  /** Bytes of the kernel's structure. */
  static final int LENGTH = 256;

  /** What is asked for: all that stat(2) has. */
  static final int BASIC = 0x7ff;

  private static final long STATX_ATTR_MOUNT_ROOT = 0x2000;
  private static final int S_IFMT = 0xf000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFDIR = 0x4000;
  private static final int S_IFLNK = 0xa000;
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFBLK = 0x6000;
  private static final int S_IFIFO = 0x1000;
  private static final int S_IFSOCK = 0xc000;
  private static final int PERMISSIONS = 07777;

  static FileStatus of(MemorySegment statx) {
    return new FileStatus(
        statx.get(JAVA_SHORT, 28) & 0xffff,
        statx.get(JAVA_INT, 16),
        statx.get(JAVA_INT, 20),
        statx.get(JAVA_INT, 24),
        statx.get(JAVA_LONG, 32),
        ((long) statx.get(JAVA_INT, 136) << 32) | Integer.toUnsignedLong(statx.get(JAVA_INT, 140)),
        statx.get(JAVA_LONG, 40),
        statx.get(JAVA_LONG, 112),
        statx.get(JAVA_INT, 120),
        statx.get(JAVA_INT, 128),
        statx.get(JAVA_INT, 132),
        (statx.get(JAVA_LONG, 8) & STATX_ATTR_MOUNT_ROOT) != 0);
  }

  /** The same for who wants what is mounted there, not the place. */
  public FileStatus mounted() {
    return new FileStatus(
        mode, links, uid, gid, inode, device, size, seconds, nanos, major, minor, false);
  }

  /** The permission bits with setuid, setgid and sticky. */
  public int permissions() {
    return mode & PERMISSIONS;
  }

  /** Whether it is a regular file. */
  public boolean isFile() {
    return is(S_IFREG);
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return is(S_IFDIR);
  }

  /** Whether it is a symbolic link. */
  public boolean isLink() {
    return is(S_IFLNK);
  }

  /** Whether it is a character device. */
  public boolean isCharacterDevice() {
    return is(S_IFCHR);
  }

  /** Whether it is a block device. */
  public boolean isBlockDevice() {
    return is(S_IFBLK);
  }

  /** Whether it is a named pipe. */
  public boolean isFifo() {
    return is(S_IFIFO);
  }

  /** Whether it is the name of a socket. */
  public boolean isSocket() {
    return is(S_IFSOCK);
  }

  private boolean is(int type) {
    return (mode & S_IFMT) == type;
  }

  /** Whether it is a whiteout of overlayfs, which is a character device 0:0. */
  public boolean isWhiteout() {
    return isCharacterDevice() && major == 0 && minor == 0;
  }
}

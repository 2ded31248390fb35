package dev.jug.linux.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What stat(2) tells about a file.
 *
 * @param mode type and permissions
 * @param uid owner
 * @param gid group
 * @param device number of the device it stands for, 0 if it is none
 */
public record Stat(int mode, int uid, int gid, long device) {
  private static final int S_IFMT = 0xf000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFDIR = 0x4000;
  private static final int S_IFLNK = 0xa000;
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFBLK = 0x6000;
  private static final int PERMISSIONS = 07777;

  /** Of what a path leads to. */
  public static Stat of(Path path) throws IOException {
    return of(Files.readAttributes(path, "unix:mode,uid,gid,rdev"));
  }

  /** Of the path itself, even if it is a symbolic link. */
  public static Stat ofEntry(Path path) throws IOException {
    return of(Files.readAttributes(path, "unix:mode,uid,gid,rdev", LinkOption.NOFOLLOW_LINKS));
  }

  private static Stat of(Map<String, Object> attributes) {
    return new Stat(
        number(attributes, "mode").intValue(),
        number(attributes, "uid").intValue(),
        number(attributes, "gid").intValue(),
        number(attributes, "rdev").longValue());
  }

  private static Number number(Map<String, Object> attributes, String name) {
    return (Number) Objects.requireNonNull(attributes.get(name), name);
  }

  /** The permission bits with setuid, setgid and sticky. */
  public int permissions() {
    return mode & PERMISSIONS;
  }

  /** Whether it is a regular file. */
  public boolean isFile() {
    return (mode & S_IFMT) == S_IFREG;
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return (mode & S_IFMT) == S_IFDIR;
  }

  /** Whether it is a symbolic link. */
  public boolean isLink() {
    return (mode & S_IFMT) == S_IFLNK;
  }

  /** Whether it is a character device. */
  public boolean isCharacterDevice() {
    return (mode & S_IFMT) == S_IFCHR;
  }

  /** Whether it is a block device. */
  public boolean isBlockDevice() {
    return (mode & S_IFMT) == S_IFBLK;
  }

  /** Whether it is a whiteout of overlayfs, which is a character device 0:0. */
  public boolean isWhiteout() {
    return isCharacterDevice() && device == 0;
  }

  /** The device's major number (makedev(3)). */
  public long major() {
    return (device >> 8 & 0xfff) | (device >> 32 & 0xfffff000L);
  }

  /** The device's minor number (makedev(3)). */
  public long minor() {
    return (device & 0xff) | (device >> 12 & 0xffffff00L);
  }

  /** Gives a file this owner and these permissions. */
  public void applyTo(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:mode", permissions(), LinkOption.NOFOLLOW_LINKS);
  }
}

package dev.jug.image.tar;

import java.util.List;
import java.util.Map;

/**
 * One member of an archive.
 *
 * @param path as it is written there
 * @param type what it is
 * @param mode permissions, with setuid, setgid and sticky
 * @param uid owner
 * @param gid group
 * @param seconds when it was changed, since 1970
 * @param nanos the fraction of that, 0 … 999 999 999
 * @param size bytes of its content; of a sparse file, with holes
 * @param data where its content begins in the archive, in bytes from the archive's begin
 * @param link what a link points to; empty for others
 * @param major of a device
 * @param minor of a device
 * @param attributes extended attributes by name
 * @param extents what a sparse file has besides holes; empty for others
 */
public record Member(
    Name path,
    Type type,
    int mode,
    int uid,
    int gid,
    long seconds,
    int nanos,
    long size,
    long data,
    Name link,
    int major,
    int minor,
    Map<String, byte[]> attributes,
    List<Extent> extents) {
  private static final Name NONE = Name.of("");

  /** A file or a directory of root's, from 1970. */
  public static Member plain(Name path, Type type, int mode, long size) {
    return new Member(path, type, mode, 0, 0, 0, 0, size, 0, NONE, 0, 0, Map.of(), List.of());
  }

  /**
   * The same, but not changed later than that.
   *
   * @param latest seconds since 1970
   */
  Member notLaterThan(long latest) {
    if (seconds < latest || (seconds == latest && nanos == 0)) {
      return this;
    }
    return new Member(
        path, type, mode, uid, gid, latest, 0, size, data, link, major, minor, attributes, extents);
  }

  /** What a member is. */
  public enum Type {
    FILE,
    SPARSE,
    HARD_LINK,
    SYMBOLIC_LINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    DIRECTORY,
    FIFO
  }

  /**
   * A piece of a sparse file.
   *
   * @param offset where it lies in the file
   * @param length in bytes
   * @param data where its bytes begin in the archive
   */
  public record Extent(long offset, long length, long data) {}
}

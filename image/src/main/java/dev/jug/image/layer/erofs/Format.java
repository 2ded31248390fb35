package dev.jug.image.layer.erofs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sizes and marks of the file system's format. */
final class Format {
  /** Blocks are as large as those of the archive, so that every member begins at one. */
  static final int BLOCK = 512;

  static final int BLOCK_BITS = 9;

  /** Inodes are numbered by pieces of this size. */
  static final int SLOT = 32;

  /** Length of struct erofs_inode_extended. */
  static final int INODE = 64;

  /** Where the archive begins. */
  static final int ARCHIVE = 4096;

  static final int PLAIN = 0;
  static final int INLINE = 2;
  static final int CHUNKED = 4;

  /** A chunk that is a hole. */
  static final int HOLE = -1;

  /** Before the superblock there is room for what is none of the kernel's business. */
  static final int HEAD = 1024;

  private static final int SUPERBLOCK = HEAD;
  private static final int MAGIC = 0xe0f5e1e2;
  private static final int COMPATIBLE_MTIME = 2;
  private static final int INCOMPATIBLE_CHUNKED = 4;

  private Format() {}

  static long roundUp(long offset, long unit) {
    return Math.ceilDiv(offset, unit) * unit;
  }

  /**
   * The head of the file (struct erofs_super_block).
   *
   * @param inodes where they begin
   * @param count how many there are
   * @param end where the file ends
   */
  static ByteBuffer head(long inodes, long root, long count, long end) {
    var head = ByteBuffer.allocate(ARCHIVE).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(SUPERBLOCK, MAGIC);
    head.putInt(SUPERBLOCK + 8, COMPATIBLE_MTIME);
    head.put(SUPERBLOCK + 12, (byte) BLOCK_BITS);
    head.putShort(SUPERBLOCK + 14, (short) ((root - inodes) / SLOT));
    head.putLong(SUPERBLOCK + 16, count);
    head.putInt(SUPERBLOCK + 36, (int) (end / BLOCK));
    head.putInt(SUPERBLOCK + 40, (int) (inodes / BLOCK));
    head.putInt(SUPERBLOCK + 80, INCOMPATIBLE_CHUNKED);
    return head;
  }
}

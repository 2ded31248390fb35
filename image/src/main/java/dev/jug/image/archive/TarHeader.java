package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.nio.charset.StandardCharsets;

/**
 * One header block of a tar archive (POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar's
 * numbers in base 256).
 *
 * @param name of the member
 * @param size of the data behind the header, in bytes
 * @param type such as {@code 0} for a file
 * @param link what a link points to; else empty
 */
record TarHeader(String name, long size, char type, String link) {
  static final int BLOCK = 512;

  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int LINK = 157;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;

  /**
   * Reads one.
   *
   * @param archive for messages
   * @throws ImageException if the block is no header
   */
  static TarHeader parse(byte[] block, String archive) {
    if (number(block, CHECKSUM, 8, archive) != checksum(block)) {
      throw broken(archive);
    }
    var name = text(block, 0, 100);
    var prefix =
        text(block, MAGIC, 8).equals("ustar") && block[MAGIC + 6] == '0'
            ? text(block, PREFIX, 155)
            : "";
    char type = block[TYPE] == 0 ? '0' : (char) block[TYPE];
    return new TarHeader(
        prefix.isEmpty() ? name : prefix + "/" + name,
        hasData(type) ? number(block, SIZE, 12, archive) : 0,
        type,
        text(block, LINK, 100));
  }

  /** Links, devices, directories and pipes have none, whatever their size says. */
  private static boolean hasData(char type) {
    return type < '1' || type > '6';
  }

  boolean isFile() {
    return type == '0' || type == '7';
  }

  boolean isSymbolicLink() {
    return type == '2';
  }

  boolean isHardLink() {
    return type == '1';
  }

  /** The sum of all bytes, with blanks for the sum itself. */
  private static long checksum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : (block[i] & 0xff);
    }
    return sum;
  }

  private static String text(byte[] block, int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, StandardCharsets.UTF_8);
  }

  private static long number(byte[] block, int from, int length, String archive) {
    if (block[from] == (byte) 0x80) {
      return binary(block, from + 1, from + length, archive);
    }
    var digits = text(block, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException _) {
      throw broken(archive);
    }
  }

  private static long binary(byte[] block, int from, int end, String archive) {
    long value = 0;
    for (int i = from; i < end; i++) {
      if (value >> 55 != 0) {
        throw broken(archive);
      }
      value = (value << 8) | (block[i] & 0xff);
    }
    return value;
  }

  private static ImageException broken(String archive) {
    return new ImageException(
        Kind.INVALID,
        archive + " is no tar archive, or is damaged: a member's header makes no sense",
        "Use an archive as `save` makes it, plain or packed with gzip or zstd.");
  }
}

package dev.jug.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One header block that is being written, field by field. Not thread-safe. */
final class HeaderBlock {
  private static final int CHECKSUM = 148;

  private final byte[] block = new byte[Header.BLOCK];

  HeaderBlock(char type) {
    number(100, 8, 0);
    number(108, 8, 0);
    number(116, 8, 0);
    number(124, 12, 0);
    number(136, 12, 0);
    block[156] = (byte) type;
    put(257, 8, "ustar\00000".getBytes(UTF_8));
  }

  /** A name that is too long is cut; an extended header has all of it. */
  HeaderBlock name(Name name) {
    return put(0, 100, name.bytes());
  }

  HeaderBlock mode(int mode) {
    return number(100, 8, mode);
  }

  HeaderBlock owner(long uid) {
    return number(108, 8, uid);
  }

  HeaderBlock group(long gid) {
    return number(116, 8, gid);
  }

  HeaderBlock size(long size) {
    return number(124, 12, size);
  }

  HeaderBlock seconds(long seconds) {
    return number(136, 12, seconds);
  }

  HeaderBlock link(Name link) {
    return put(157, 100, link.bytes());
  }

  HeaderBlock device(int major, int minor) {
    return major == 0 && minor == 0 ? this : number(329, 8, major).number(337, 8, minor);
  }

  private HeaderBlock number(int at, int length, long number) {
    var digits = Long.toOctalString(number);
    return put(at, length, ("0".repeat(length - 1 - digits.length()) + digits).getBytes(UTF_8));
  }

  private HeaderBlock put(int at, int most, byte[] bytes) {
    System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, most));
    return this;
  }

  byte[] finish() {
    put(CHECKSUM, 8, "        ".getBytes(UTF_8));
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    number(CHECKSUM, 7, sum);
    block[CHECKSUM + 6] = 0;
    return block;
  }
}

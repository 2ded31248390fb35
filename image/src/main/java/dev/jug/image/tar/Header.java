package dev.jug.image.tar;

import java.util.Arrays;

/** One header block, field by field. */
final class Header {
  static final int BLOCK = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;

  private final byte[] block;

  Header(byte[] block) {
    this.block = block;
  }

  byte[] block() {
    return block;
  }

  boolean isZero() {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  boolean isGenuine() {
    int sum = ' ' * CHECKSUM_LENGTH;
    int signed = sum;
    for (int i = 0; i < CHECKSUM; i++) {
      sum += block[i] & 0xff;
      signed += block[i];
    }
    for (int i = CHECKSUM + CHECKSUM_LENGTH; i < BLOCK; i++) {
      sum += block[i] & 0xff;
      signed += block[i];
    }
    long said = number(CHECKSUM, CHECKSUM_LENGTH);
    return said == sum || said == signed;
  }

  private boolean isUstar() {
    return block[257] == 'u' && block[258] == 's' && block[259] == 't' && block[262] == 0;
  }

  Name name() {
    var name = text(0, 100);
    var prefix = isUstar() ? text(345, 155) : new byte[0];
    if (prefix.length == 0) {
      return new Name(name);
    }
    var whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return new Name(whole);
  }

  char type() {
    return block[156] == 0 ? '0' : (char) (block[156] & 0xff);
  }

  Name link() {
    return new Name(text(157, 100));
  }

  int mode() {
    return (int) (number(100, 8) & 07777);
  }

  long uid() {
    return number(108, 8);
  }

  long gid() {
    return number(116, 8);
  }

  long size() {
    return number(124, 12);
  }

  long seconds() {
    return number(136, 12);
  }

  int major() {
    return (int) number(329, 8);
  }

  int minor() {
    return (int) number(337, 8);
  }

  private byte[] text(int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(block, from, end);
  }

  /**
   * Octal digits, or GNU's base 256, two's complement; {@link BrokenArchiveException} if neither.
   */
  long number(int from, int length) {
    return number(block, from, length);
  }

  static long number(byte[] block, int from, int length) {
    if ((block[from] & 0x80) != 0) {
      return binary(block, from, length);
    }
    long value = 0;
    boolean began = false;
    for (int i = from; i < from + length; i++) {
      int c = block[i];
      if (c >= '0' && c <= '7') {
        began = true;
        value = value << 3 | (c - '0');
      } else if (c == 0 || (c == ' ' && began)) {
        return value;
      } else if (c != ' ') {
        throw new BrokenArchiveException("a number in a header is none");
      }
    }
    return value;
  }

  private static long binary(byte[] block, int from, int length) {
    long value = (block[from] & 0x40) == 0 ? block[from] & 0x3f : block[from];
    for (int i = from + 1; i < from + length; i++) {
      if (value > Long.MAX_VALUE >> 8 || value < Long.MIN_VALUE >> 8) {
        throw new BrokenArchiveException("a number in a header is too large");
      }
      value = value << 8 | (block[i] & 0xff);
    }
    return value;
  }
}

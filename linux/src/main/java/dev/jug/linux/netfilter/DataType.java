package dev.jug.linux.netfilter;

import java.util.List;

/**
 * What a field of a set's key, or of what a map gives, is. The kernel knows lengths only: the
 * numbers are nft(8)'s own, by which it shows sets that others made.
 */
public enum DataType {
  VERDICT(1, 0),
  INTEGER(4, 4),
  IPV4_ADDRESS(7, 4),
  IPV6_ADDRESS(8, 16),
  MAC_ADDRESS(9, 6),
  PROTOCOL(12, 1),
  PORT(13, 2),
  MARK(19, 4),
  INTERFACE_NAME(41, 16);

  private static final int BITS = 6;
  private static final int VERDICT_NUMBER = 0xffffff00;

  private final int number;
  private final int bytes;

  DataType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Whether nft(8) takes it for a number in the machine's order. */
  boolean isInHostOrder() {
    return this == VERDICT || this == INTEGER || this == MARK || this == INTERFACE_NAME;
  }

  /** Of several fields together: each has its number in six bits. */
  static int number(List<DataType> fields) {
    if (fields.equals(List.of(VERDICT))) {
      return VERDICT_NUMBER;
    }
    int number = 0;
    for (var field : fields) {
      number = number << BITS | field.number;
    }
    return number;
  }

  /** Of several fields together: each fills words of four bytes, unless it is the only one. */
  static int bytes(List<DataType> fields) {
    return fields.size() == 1
        ? fields.getFirst().bytes
        : fields.stream().mapToInt(field -> Data.padded(field.bytes)).sum();
  }
}

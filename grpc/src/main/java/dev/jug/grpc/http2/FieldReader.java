package dev.jug.grpc.http2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads blocks of compressed header fields, each in the order they came (RFC 7541, 6). */
final class FieldReader {
  /** Of all fields of one block, as {@link FieldTable#cost} counts. */
  static final int LARGEST_BLOCK = 256 << 10;

  private static final int INDEXED = 0x80;
  private static final int KEPT = 0x40;
  private static final int RESIZE = 0x20;
  private static final int LARGEST_NUMBER = 1 << 24;

  private final Huffman huffman = new Huffman();
  private final FieldTable table = new FieldTable();
  private byte[] block = new byte[0];
  private int at;

  /**
   * Reads one block.
   *
   * @throws Http2Exception if it cannot be read, or unfolds to too much
   */
  List<Field> read(byte[] bytes) throws Http2Exception {
    block = bytes;
    at = 0;
    var fields = new ArrayList<Field>();
    int cost = 0;
    while (at < block.length) {
      int first = block[at] & 0xff;
      if ((first & (INDEXED | KEPT | RESIZE)) == RESIZE) {
        table.resize(number(5));
      } else {
        var field = field(first);
        cost += FieldTable.cost(field);
        if (cost > LARGEST_BLOCK) {
          throw new Http2Exception(
              Http2Exception.ENHANCE_YOUR_CALM,
              "header fields of more than " + LARGEST_BLOCK + " bytes");
        }
        fields.add(field);
      }
    }
    block = new byte[0];
    return fields;
  }

  private Field field(int first) throws Http2Exception {
    if ((first & INDEXED) != 0) {
      return table.get(number(7));
    }
    boolean kept = (first & KEPT) != 0;
    int index = number(kept ? 6 : 4);
    var name = index == 0 ? text() : table.get(index).name();
    var field = new Field(name, text());
    if (kept) {
      table.add(field);
    }
    return field;
  }

  /** A number that begins in the last bits of a byte (RFC 7541, 5.1). */
  private int number(int bits) throws Http2Exception {
    int mask = (1 << bits) - 1;
    int number = next() & mask;
    if (number < mask) {
      return number;
    }
    int shift = 0;
    int more;
    do {
      more = next();
      number += (more & 0x7f) << shift;
      shift += 7;
      if (number > LARGEST_NUMBER || shift > 28) {
        throw wrong("a number in header fields is too large");
      }
    } while ((more & 0x80) != 0);
    return number;
  }

  private String text() throws Http2Exception {
    boolean coded = at < block.length && (block[at] & 0x80) != 0;
    int length = number(7);
    if (length > block.length - at) {
      throw wrong("header fields end within a string");
    }
    var bytes = Arrays.copyOfRange(block, at, at + length);
    at += length;
    return new String(coded ? huffman.decode(bytes) : bytes, StandardCharsets.ISO_8859_1);
  }

  private int next() throws Http2Exception {
    if (at == block.length) {
      throw wrong("header fields end within a number");
    }
    return block[at++] & 0xff;
  }

  private static Http2Exception wrong(String why) {
    return new Http2Exception(Http2Exception.COMPRESSION_ERROR, why);
  }
}

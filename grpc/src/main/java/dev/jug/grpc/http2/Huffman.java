package dev.jug.grpc.http2;

import java.io.ByteArrayOutputStream;

/**
 * The code of RFC 7541, appendix B. It is canonical: among codes of one length those of smaller
 * symbols come first, and each length goes on where the one before ends. So lengths are all there
 * is to know.
 */
final class Huffman {
  private static final int SYMBOLS = 257;
  private static final int END = 256;
  private static final int LONGEST = 30;
  private static final int PADDING = 7;

  /** Bits of the code of each byte, and of the end. */
  private static final byte[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
    28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
    5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
    13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
    15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
    20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
    24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
    22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
    21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
    26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
    19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
    20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
    26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
    30
  };

  private final int[] symbols = new int[SYMBOLS];
  private final int[] firstCode = new int[LONGEST + 1];
  private final int[] firstIndex = new int[LONGEST + 1];
  private final int[] count = new int[LONGEST + 1];

  Huffman() {
    int index = 0;
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code <<= 1;
      firstCode[length] = code;
      firstIndex[length] = index;
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        if (LENGTHS[symbol] == length) {
          symbols[index++] = symbol;
          count[length]++;
        }
      }
      code += count[length];
    }
  }

  /**
   * Decodes a string.
   *
   * @throws Http2Exception if it is none, or longer than it must be
   */
  byte[] decode(byte[] coded) throws Http2Exception {
    var plain = new ByteArrayOutputStream(coded.length * 2);
    int code = 0;
    int length = 0;
    for (byte eight : coded) {
      for (int bit = 7; bit >= 0; bit--) {
        code = code << 1 | (eight >> bit & 1);
        length++;
        int place = length > LONGEST ? -1 : code - firstCode[length];
        if (place >= 0 && place < count[length]) {
          plain.write(symbol(firstIndex[length] + place));
          code = 0;
          length = 0;
        }
      }
    }
    if (length > PADDING || code != (1 << length) - 1) {
      throw wrong();
    }
    return plain.toByteArray();
  }

  private int symbol(int index) throws Http2Exception {
    if (symbols[index] == END) {
      throw wrong();
    }
    return symbols[index];
  }

  private static Http2Exception wrong() {
    return new Http2Exception(
        Http2Exception.COMPRESSION_ERROR, "a header field is coded wrongly (RFC 7541, 5.2)");
  }
}

package dev.jug.http.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding (RFC 3986, 2.1), strict: two digits, well-formed UTF-8, no control characters.
 */
final class Percent {
  private static final int DELETE = 0x7f;

  private Percent() {}

  /** Throws {@link HttpException} 400 with what is wrong. */
  static String decode(String text, boolean plusIsSpace) {
    boolean plain = text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0);
    var decoded = plain ? text : utf8(bytes(text, plusIsSpace), text);
    return decoded;
  }

  /** As {@link #decode}, and refuses control characters, which no path needs. */
  static String decodePath(String text) {
    var decoded = decode(text, false);
    if (decoded.chars().anyMatch(c -> c < ' ' || c == DELETE)) {
      throw new HttpException(400, "control character in path segment " + text);
    }
    return decoded;
  }

  private static byte[] bytes(String text, boolean plusIsSpace) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '%') {
        bytes.write(octet(text, at));
        at += 2;
      } else {
        bytes.write(plusIsSpace && c == '+' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }

  private static int octet(String text, int at) {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = at + 2 < text.length() ? Character.digit(text.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw new HttpException(400, "% without two hexadecimal digits behind it in " + text);
    }
    return high * 16 + low;
  }

  private static String utf8(byte[] bytes, String text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new HttpException(400, "percent-encoded bytes that are no UTF-8 in " + text);
    }
  }
}

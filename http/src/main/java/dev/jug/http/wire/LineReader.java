package dev.jug.http.wire;

import dev.jug.http.message.HttpException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines that end in CR LF and in nothing else (RFC 9112, 2.2). */
final class LineReader {
  private static final int FIRST = 128;

  private final Source source;

  LineReader(Source source) {
    this.source = source;
  }

  /**
   * The next line without its end, a character for each byte.
   *
   * @param limit bytes of the line
   * @param status what a longer line is answered with
   * @throws EOFException if the stream ends before the line does
   */
  String next(int limit, int status, String what) throws IOException {
    var line = new byte[Math.min(FIRST, limit)];
    int length = 0;
    int c = source.read();
    while (c != '\r') {
      if (c < 0) {
        throw new EOFException("the connection ended inside " + what);
      }
      if (c == '\n') {
        throw new HttpException(400, "line feed without carriage return in " + what);
      }
      if (length == limit) {
        throw new HttpException(status, what + " has more than " + limit + " bytes");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, Math.min(2 * length, limit));
      }
      line[length++] = (byte) c;
      c = source.read();
    }
    endOfLine(what);
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The line feed that must follow a carriage return. */
  void endOfLine(String what) throws IOException {
    int c = source.read();
    if (c < 0) {
      throw new EOFException("the connection ended inside " + what);
    }
    if (c != '\n') {
      throw new HttpException(400, "carriage return without line feed in " + what);
    }
  }
}

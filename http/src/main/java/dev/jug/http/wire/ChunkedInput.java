package dev.jug.http.wire;

import dev.jug.http.message.HttpException;
import java.io.EOFException;
import java.io.IOException;

/** A body in chunks (RFC 9112, 7.1). Extensions are read over, trailers are thrown away. */
final class ChunkedInput extends BodyInput {
  private static final int LINE = 1024;
  private static final int TRAILERS = 32;
  private static final int DIGITS = 15;

  private final Source source;
  private final LineReader lines;
  private long left;
  private boolean first = true;

  ChunkedInput(Source source) {
    this.source = source;
    this.lines = new LineReader(source);
  }

  @Override
  public long remaining() {
    return ended() ? 0 : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (ended() || (left == 0 && !nextChunk())) {
      return -1;
    }
    int count = source.read(bytes, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the connection ended inside a chunk");
    }
    left -= count;
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (!first) {
      int c = source.read();
      if (c >= 0 && c != '\r') {
        throw new HttpException(400, "a chunk is longer than its size says");
      }
      lines.endOfLine("a chunk");
    }
    first = false;
    left = size(lines.next(LINE, 400, "a chunk's size"));
    if (left == 0) {
      skipTrailers();
      end();
    }
    return left > 0;
  }

  private static long size(String line) {
    int extension = line.indexOf(';');
    var digits = extension < 0 ? line : Grammar.trim(line.substring(0, extension));
    if (digits.isEmpty()
        || digits.length() > DIGITS
        || !digits.chars().allMatch(ChunkedInput::hex)
        || !Grammar.isFieldValue(line)) {
      throw new HttpException(400, "no chunk size where one must be");
    }
    return Long.parseLong(digits, 16);
  }

  private static boolean hex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private void skipTrailers() throws IOException {
    for (int count = 0; count <= TRAILERS; count++) {
      var line = lines.next(LINE, 431, "a trailer");
      if (line.isEmpty()) {
        return;
      }
      HeadReader.field(line);
    }
    throw new HttpException(431, "more than " + TRAILERS + " trailers");
  }
}

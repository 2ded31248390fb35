package dev.jug.app.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The stream that Docker's API makes of two: heads of eight bytes, then what was written. */
final class Output {
  private static final int HEAD = 8;
  private static final int LENGTH = 4;

  private Output() {}

  /** The lines of both, in the order in which they came. */
  static List<String> of(byte[] frames) {
    var buffer = ByteBuffer.wrap(frames);
    var lines = new ArrayList<String>();
    while (buffer.remaining() >= HEAD) {
      var content = new byte[buffer.getInt(buffer.position() + LENGTH)];
      buffer.position(buffer.position() + HEAD);
      buffer.get(content);
      new String(content, UTF_8).lines().forEach(lines::add);
    }
    return lines;
  }
}

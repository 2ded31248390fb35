package dev.jug.grpc.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes header fields in the plainest way that there is: none is kept, none is coded. Calls have
 * few, and over a socket of this machine their length costs nothing.
 */
final class FieldWriter {
  private static final int CONTINUES = 0x80;
  private static final int LARGEST_IN_BYTE = 0x7f;

  private FieldWriter() {}

  /** A block that a reader without any state understands. */
  static byte[] write(List<Field> fields) {
    var out = new ByteArrayOutputStream();
    for (var field : fields) {
      out.write(0);
      text(out, field.name());
      text(out, field.value());
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    int left = bytes.length;
    if (left < LARGEST_IN_BYTE) {
      out.write(left);
    } else {
      out.write(LARGEST_IN_BYTE);
      left -= LARGEST_IN_BYTE;
      while (left >= CONTINUES) {
        out.write(left % CONTINUES | CONTINUES);
        left /= CONTINUES;
      }
      out.write(left);
    }
    out.writeBytes(bytes);
  }
}

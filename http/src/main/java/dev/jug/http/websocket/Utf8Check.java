package dev.jug.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;

/** Whether the pieces of a message are UTF-8 (RFC 6455, 8.1). Not thread-safe. */
final class Utf8Check {
  private static final int PIECE = 512;

  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private final CharBuffer nowhere = CharBuffer.allocate(PIECE);
  private byte[] begun = new byte[0];

  /**
   * @throws BrokenSocketException if they are not
   */
  void add(byte[] bytes, int offset, int count) throws BrokenSocketException {
    var all = ByteBuffer.allocate(begun.length + count);
    all.put(begun).put(bytes, offset, count).flip();
    decode(all, false);
    begun = new byte[all.remaining()];
    all.get(begun);
  }

  /** The message is whole. */
  void end() throws BrokenSocketException {
    decode(ByteBuffer.wrap(begun), true);
    begun = new byte[0];
    decoder.reset();
  }

  private void decode(ByteBuffer bytes, boolean last) throws BrokenSocketException {
    for (boolean more = true; more; ) {
      var result = decoder.decode(bytes, nowhere.clear(), last);
      if (result.isError()) {
        throw new BrokenSocketException(BrokenSocketException.INCONSISTENT, "text is not UTF-8");
      }
      more = result.isOverflow();
    }
  }
}

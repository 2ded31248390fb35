package dev.jug.http.websocket;

/**
 * How a client's payload is disguised (RFC 6455, 5.3), so that nothing between takes it for
 * something else.
 *
 * @param key four bytes, the first one the highest
 */
record Mask(int key) {
  /**
   * Takes it off.
   *
   * @param position of the first of these bytes in the payload
   */
  void remove(byte[] bytes, int offset, int count, long position) {
    for (int i = 0; i < count; i++) {
      int place = (int) ((position + i) & 3);
      bytes[offset + i] ^= (byte) (key >>> (Byte.SIZE * (3 - place)));
    }
  }
}

package dev.jug.http.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a client sends before the payload of a frame (RFC 6455, 5.2).
 *
 * @param last whether the message ends with it
 * @param length of the payload, in bytes
 * @param mask 4 bytes; the payload is to be combined with them
 */
record FrameHead(boolean last, Opcode opcode, long length, Mask mask) {
  private static final int LAST = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  private static final int MOST_OF_BYTE = 125;
  private static final long MOST_OF_SHORT = 0xffff;

  /**
   * Reads one.
   *
   * @param first its first byte, which has been read
   * @throws BrokenSocketException if it is against the rules
   * @throws EOFException if the connection ends within it
   */
  static FrameHead read(int first, InputStream in) throws IOException {
    int second = byteOf(in);
    if ((first & RESERVED) != 0) {
      throw new BrokenSocketException("a frame needs an extension, and there are none");
    }
    if ((second & MASKED) == 0) {
      throw new BrokenSocketException("a client's frames are masked, and this one is not");
    }
    boolean last = (first & LAST) != 0;
    var opcode = Opcode.of(first & OPCODE);
    long length = length(second & LENGTH, in);
    if (opcode.isControl() && (!last || length > MOST_OF_BYTE)) {
      throw new BrokenSocketException("a control frame is whole and has at most 125 bytes");
    }
    return new FrameHead(last, opcode, length, new Mask((int) number(in, 4)));
  }

  private static long length(int small, InputStream in) throws IOException {
    if (small < SHORT) {
      return small;
    }
    long length = small == LONG ? number(in, Long.BYTES) : number(in, Short.BYTES);
    if (length < 0) {
      throw new BrokenSocketException("a frame says that it is longer than frames can be");
    }
    if (length <= (small == LONG ? MOST_OF_SHORT : MOST_OF_BYTE)) {
      throw new BrokenSocketException("a frame's length takes more bytes than it needs");
    }
    return length;
  }

  private static long number(InputStream in, int size) throws IOException {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << Byte.SIZE) | byteOf(in);
    }
    return value;
  }

  private static int byteOf(InputStream in) throws IOException {
    int value = in.read();
    if (value < 0) {
      throw cut();
    }
    return value;
  }

  /** A connection that ends within a frame. */
  static EOFException cut() {
    return new EOFException("the client went away within a frame");
  }
}

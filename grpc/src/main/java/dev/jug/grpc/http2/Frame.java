package dev.jug.grpc.http2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A frame (RFC 9113, 4.1).
 *
 * @param type one of the constants; others are ignored
 * @param flags of that type
 * @param stream 0 for the connection
 * @param payload at most {@link #LARGEST} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
record Frame(int type, int flags, int stream, byte[] payload) {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 0x1;
  static final int ACK = 0x1;
  static final int END_HEADERS = 0x4;
  static final int PADDED = 0x8;
  static final int PRIORITY = 0x20;

  /** Both ends keep to what nobody has to ask for. */
  static final int LARGEST = 16384;

  private static final int HEAD = 9;
  private static final int PRIORITY_BYTES = 5;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** As it goes over the wire. */
  byte[] bytes() {
    return ByteBuffer.allocate(HEAD + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** The next one; empty at the end of the stream. */
  static Optional<Frame> read(InputStream in) throws IOException {
    var head = in.readNBytes(HEAD);
    if (head.length == 0) {
      return Optional.empty();
    }
    if (head.length < HEAD) {
      throw new EOFException("the connection ends within a frame");
    }
    var numbers = ByteBuffer.wrap(head);
    int first = numbers.getInt();
    int length = first >>> 8;
    if (length > LARGEST) {
      throw new Http2Exception(
          Http2Exception.FRAME_SIZE_ERROR, "a frame has " + length + " bytes, not " + LARGEST);
    }
    int flags = numbers.get() & 0xff;
    int stream = numbers.getInt() & 0x7fff_ffff;
    var payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the connection ends within a frame");
    }
    return Optional.of(new Frame(first & 0xff, flags, stream, payload));
  }

  /** The payload of DATA or HEADERS without padding and priority. */
  byte[] content() throws Http2Exception {
    int from = 0;
    int padding = 0;
    if (has(PADDED)) {
      padding = payload.length == 0 ? 1 : payload[0] & 0xff;
      from = 1;
    }
    if (type == HEADERS && has(PRIORITY)) {
      from += PRIORITY_BYTES;
    }
    if (from + padding > payload.length) {
      throw new Http2Exception(Http2Exception.PROTOCOL_ERROR, "a frame is nothing but padding");
    }
    return from + padding == 0
        ? payload
        : Arrays.copyOfRange(payload, from, payload.length - padding);
  }

  /**
   * The number in a frame that is one.
   *
   * @param name for the message
   */
  int number(String name) throws Http2Exception {
    if (payload.length != 4) {
      throw new Http2Exception(
          Http2Exception.FRAME_SIZE_ERROR, name + " has " + payload.length + " bytes, not 4");
    }
    return ByteBuffer.wrap(payload).getInt() & 0x7fff_ffff;
  }

  /** One whose payload is a number. */
  static Frame of(int type, int stream, int number) {
    return new Frame(type, 0, stream, ByteBuffer.allocate(4).putInt(number).array());
  }
}

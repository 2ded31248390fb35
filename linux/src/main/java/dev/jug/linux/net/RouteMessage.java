package dev.jug.linux.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One message of rtnetlink(7): a header, a structure that depends on the type, and attributes. */
final class RouteMessage {
  private static final int HEADER_BYTES = 16;
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int ATTRIBUTE_TYPE = 0x3fff;

  private final int type;
  private final int flags;
  private final byte[] body;
  private final Map<Integer, byte[]> attributes;

  /**
   * @param type such as RTM_NEWLINK
   * @param flags NLM_F_… (netlink(7))
   * @param body the structure
   * @param attributes by their type; what is nested is not taken apart
   */
  RouteMessage(int type, int flags, byte[] body, Map<Integer, byte[]> attributes) {
    this.type = type;
    this.flags = flags;
    this.body = body;
    this.attributes = attributes;
  }

  byte[] body() {
    return body;
  }

  Map<Integer, byte[]> attributes() {
    return attributes;
  }

  static byte[] number(int value) {
    var bytes = new byte[4];
    buffer(bytes).putInt(value);
    return bytes;
  }

  static byte[] text(String value) {
    return (value + '\0').getBytes(StandardCharsets.UTF_8);
  }

  static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private static int aligned(int length) {
    return length + 3 & ~3;
  }

  byte[] encode(int serial) {
    int length = HEADER_BYTES + aligned(body.length);
    for (var value : attributes.values()) {
      length += aligned(ATTRIBUTE_HEADER_BYTES + value.length);
    }
    var bytes = new byte[length];
    var out = buffer(bytes);
    out.putInt(length).putShort((short) type).putShort((short) flags).putInt(serial).putInt(0);
    out.put(body).position(HEADER_BYTES + aligned(body.length));
    attributes.forEach((attribute, value) -> {
      int size = ATTRIBUTE_HEADER_BYTES + value.length;
      int end = out.position() + aligned(size);
      out.putShort((short) size).putShort(attribute.shortValue()).put(value).position(end);
    });
    return bytes;
  }

  /**
   * Takes the message at the start of a buffer, and leaves the buffer behind it.
   *
   * @param structBytes length of the structure that this answer has
   * @throws IllegalArgumentException if its lengths cannot be right
   */
  static RouteMessage take(ByteBuffer in, int structBytes) {
    int start = in.position();
    int length = in.getInt();
    if (length < HEADER_BYTES || length > in.limit() - start) {
      throw new IllegalArgumentException("a netlink message of " + length + " bytes");
    }
    int type = Short.toUnsignedInt(in.getShort());
    int flags = Short.toUnsignedInt(in.getShort());
    in.position(start + HEADER_BYTES);
    var body = new byte[Math.min(structBytes, length - HEADER_BYTES)];
    in.get(body);
    int first = Math.min(start + HEADER_BYTES + aligned(body.length), start + length);
    var attributes = attributes(in.slice(first, start + length - first).order(in.order()));
    in.position(Math.min(start + aligned(length), in.limit()));
    return new RouteMessage(type, flags, body, attributes);
  }

  private static Map<Integer, byte[]> attributes(ByteBuffer in) {
    var attributes = new HashMap<Integer, byte[]>();
    while (in.remaining() >= ATTRIBUTE_HEADER_BYTES) {
      int start = in.position();
      int size = Short.toUnsignedInt(in.getShort());
      int type = Short.toUnsignedInt(in.getShort()) & ATTRIBUTE_TYPE;
      if (size < ATTRIBUTE_HEADER_BYTES || size > in.limit() - start) {
        throw new IllegalArgumentException("a netlink attribute of " + size + " bytes");
      }
      var value = new byte[size - ATTRIBUTE_HEADER_BYTES];
      in.get(value);
      attributes.put(type, value);
      in.position(Math.min(start + aligned(size), in.limit()));
    }
    return attributes;
  }
}

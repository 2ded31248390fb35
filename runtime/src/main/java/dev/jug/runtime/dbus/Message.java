package dev.jug.runtime.dbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One message (D-Bus specification, "Message protocol").
 *
 * @param type 1 call, 2 return, 3 error, 4 signal
 * @param serial its number at the sender
 * @param fields header fields by number
 * @param body the arguments
 */
public record Message(int type, long serial, Map<Integer, Variant> fields, List<Object> body) {
  /** A method call. */
  public static final int CALL = 1;

  /** The answer to one. */
  public static final int RETURN = 2;

  /** The other answer. */
  public static final int ERROR = 3;

  /** What somebody says to all. */
  public static final int SIGNAL = 4;

  static final int PATH = 1;
  static final int INTERFACE = 2;
  static final int MEMBER = 3;
  static final int ERROR_NAME = 4;
  static final int REPLY_TO = 5;
  static final int DESTINATION = 6;
  static final int SIGNATURE = 8;

  private static final int FIXED_BYTES = 16;
  private static final int MOST_BYTES = 1 << 24;

  public Message {
    fields = Map.copyOf(fields);
    body = List.copyOf(body);
  }

  /** The method or signal. */
  public String member() {
    return text(MEMBER);
  }

  /** The object. */
  public String path() {
    return text(PATH);
  }

  String text(int field) {
    var variant = fields.get(field);
    return variant == null ? "" : (String) variant.value();
  }

  /** Which call it answers; −1 for none. */
  public long replyTo() {
    var variant = fields.get(REPLY_TO);
    return variant == null ? -1 : ((Number) variant.value()).longValue();
  }

  /** As bytes. */
  public byte[] encode() {
    var content = new ValueWriter();
    content.all(text(SIGNATURE), body);
    var header = new ArrayList<List<Object>>();
    new TreeMap<>(fields).forEach((number, value) -> header.add(List.of(number, value)));
    var out = new ValueWriter();
    int length = content.bytes().length;
    out.all("yyyyuua(yv)", List.of((int) 'l', type, 0, 1, length, serial, header));
    out.align(8);
    var start = out.bytes();
    return ByteBuffer.allocate(start.length + length).put(start).put(content.bytes()).array();
  }

  /**
   * How long a message is.
   *
   * @param start its first 16 bytes
   */
  static int length(byte[] start) {
    var buffer = buffer(start);
    long header = (buffer.getInt(12) & 0xffff_ffffL) + FIXED_BYTES;
    long all = (header + 7) / 8 * 8 + (buffer.getInt(4) & 0xffff_ffffL);
    if (all > MOST_BYTES) {
      throw new DbusException(
          "org.freedesktop.DBus.Error.LimitsExceeded", "a message has " + all + " bytes");
    }
    return (int) all;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    var order = bytes[0] == 'l' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** From all its bytes. */
  static Message decode(byte[] bytes) {
    var reader = new ValueReader(buffer(bytes));
    var start = reader.all("yyyyuua(yv)");
    var fields = new TreeMap<Integer, Variant>();
    for (var field : (List<?>) start.getLast()) {
      var pair = (List<?>) field;
      fields.put(((Number) pair.get(0)).intValue(), (Variant) pair.get(1));
    }
    reader.align(8);
    var signature = fields.get(SIGNATURE);
    var body = signature == null ? List.of() : reader.all((String) signature.value());
    int type = ((Number) start.get(1)).intValue();
    return new Message(type, ((Number) start.get(5)).longValue(), fields, body);
  }
}

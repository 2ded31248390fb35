package dev.jug.runtime.dbus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The way back from bytes to values; integers of all widths are {@link Long}. */
final class ValueReader {
  private final ByteBuffer in;

  /** Positions in the buffer are those in the message, for alignment; its order is the sender's. */
  ValueReader(ByteBuffer in) {
    this.in = in;
  }

  List<Object> all(String signature) {
    return fields(Signature.types(signature));
  }

  private List<Object> fields(List<String> types) {
    var values = new ArrayList<>();
    types.forEach(type -> values.add(value(type)));
    return values;
  }

  private Object value(String type) {
    align(Signature.alignment(type.charAt(0)));
    return switch (type.charAt(0)) {
      case 'y' -> in.get() & 0xffL;
      case 'n' -> (long) in.getShort();
      case 'q' -> in.getShort() & 0xffffL;
      case 'i' -> (long) in.getInt();
      case 'u', 'h' -> in.getInt() & 0xffff_ffffL;
      case 'x', 't' -> in.getLong();
      case 'd' -> in.getDouble();
      case 'b' -> in.getInt() != 0;
      case 's', 'o' -> string(in.getInt());
      case 'g' -> string(in.get() & 0xff);
      case 'a' -> array(type.substring(1));
      case '(', '{' -> fields(Signature.fields(type));
      case 'v' -> variant();
      default ->
          throw new DbusException(
              "org.freedesktop.DBus.Error.InvalidSignature", "type " + type + " is not known");
    };
  }

  void align(int multiple) {
    in.position((in.position() + multiple - 1) / multiple * multiple);
  }

  private String string(int length) {
    var bytes = new byte[length];
    in.get(bytes);
    in.get();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private List<Object> array(String element) {
    int length = in.getInt();
    align(Signature.alignment(element.charAt(0)));
    int end = in.position() + length;
    var values = new ArrayList<>();
    while (in.position() < end) {
      values.add(value(element));
    }
    return values;
  }

  private Variant variant() {
    var signature = string(in.get() & 0xff);
    return new Variant(signature, value(signature));
  }
}

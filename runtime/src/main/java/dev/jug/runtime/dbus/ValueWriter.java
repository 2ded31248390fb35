package dev.jug.runtime.dbus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values as bytes, the least significant first (D-Bus specification, "Marshaling"). */
final class ValueWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] bytes() {
    return out.toByteArray();
  }

  void all(String signature, List<?> values) {
    var types = Signature.types(signature);
    if (types.size() != values.size()) {
      throw new IllegalArgumentException(signature + " is not the signature of " + values);
    }
    for (int i = 0; i < types.size(); i++) {
      value(types.get(i), values.get(i));
    }
  }

  private void value(String type, Object value) {
    align(Signature.alignment(type.charAt(0)));
    switch (type.charAt(0)) {
      case 'y' -> number(value, 1);
      case 'n', 'q' -> number(value, 2);
      case 'i', 'u' -> number(value, 4);
      case 'x', 't' -> number(value, 8);
      case 'b' -> number((Boolean) value ? 1 : 0, 4);
      case 's', 'o' -> string((String) value, 4);
      case 'g' -> string((String) value, 1);
      case 'a' -> array(type.substring(1), (List<?>) value);
      case '(', '{' -> fields(Signature.fields(type), (List<?>) value);
      case 'v' -> variant((Variant) value);
      default -> throw new IllegalArgumentException("type " + type + " is not known here");
    }
  }

  void align(int multiple) {
    while (out.size() % multiple != 0) {
      out.write(0);
    }
  }

  private void number(Object value, int width) {
    number(((Number) value).longValue(), width);
  }

  private void number(long value, int width) {
    for (int i = 0; i < width; i++) {
      out.write((int) (value >> (8 * i)));
    }
  }

  private void string(String value, int width) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length, width);
    out.writeBytes(bytes);
    out.write(0);
  }

  /** The length comes first and does not count the gap before the first element. */
  private void array(String element, List<?> values) {
    int length = out.size();
    number(0, 4);
    align(Signature.alignment(element.charAt(0)));
    int start = out.size();
    values.forEach(value -> value(element, value));
    patch(length, out.size() - start);
  }

  private void patch(int position, int value) {
    var bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(position, value);
    out.reset();
    out.writeBytes(bytes.array());
  }

  private void fields(List<String> types, List<?> values) {
    for (int i = 0; i < types.size(); i++) {
      value(types.get(i), values.get(i));
    }
  }

  private void variant(Variant variant) {
    string(variant.signature(), 1);
    value(variant.signature(), variant.value());
  }
}

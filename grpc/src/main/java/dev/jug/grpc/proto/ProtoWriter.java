package dev.jug.grpc.proto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Writes one message. As proto3 has it, what is empty, zero or false is left out. */
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Fields of a message. */
  @FunctionalInterface
  public interface Fields {
    void write(ProtoWriter out);
  }

  /** The message so far. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /** A whole message. */
  public static byte[] message(Fields fields) {
    var writer = new ProtoWriter();
    fields.write(writer);
    return writer.bytes();
  }

  /** A number. */
  public ProtoWriter number(int field, long value) {
    if (value != 0) {
      key(field, VARINT);
      varint(value);
    }
    return this;
  }

  /** A truth. */
  public ProtoWriter flag(int field, boolean value) {
    return number(field, value ? 1 : 0);
  }

  /** A string. */
  public ProtoWriter text(int field, String value) {
    return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes, which are there even if there are none. */
  public ProtoWriter bytes(int field, byte[] value) {
    key(field, BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A message, which is there even if it is empty. */
  public ProtoWriter message(int field, Fields fields) {
    return bytes(field, message(fields));
  }

  /** Several numbers as the bytes of one field, as proto3 writes them. */
  public static byte[] packed(Collection<Long> numbers) {
    var writer = new ProtoWriter();
    numbers.forEach(writer::varint);
    return writer.bytes();
  }

  /** A map of strings. */
  public ProtoWriter texts(int field, Map<String, String> map) {
    map.forEach((key, value) -> message(field, entry -> entry.text(1, key).text(2, value)));
    return this;
  }

  /** A {@code google.protobuf.Timestamp}. */
  public ProtoWriter time(int field, Instant time) {
    return message(field, out -> out.number(1, time.getEpochSecond()).number(2, time.getNano()));
  }

  private void key(int field, int kind) {
    varint((long) field << 3 | kind);
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}

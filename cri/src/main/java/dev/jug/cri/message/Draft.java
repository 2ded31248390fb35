package dev.jug.cri.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.grpc.proto.ProtoWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A message to send. As proto3 has it, what is empty, zero or false is left out. */
public final class Draft {
  private final String type;
  private final ProtoWriter out = new ProtoWriter();

  private Draft(String type) {
    this.type = type;
  }

  /**
   * Begins one.
   *
   * @param type its name
   */
  public static Draft of(String type) {
    Schema.cri().fields(type);
    return new Draft(type);
  }

  /**
   * Writes one.
   *
   * @param type its name
   * @param content writes its fields
   */
  public static byte[] of(String type, Consumer<Draft> content) {
    var draft = of(type);
    content.accept(draft);
    return draft.bytes();
  }

  /** The message so far. */
  public byte[] bytes() {
    return out.bytes();
  }

  private int number(String name, String... types) {
    var field = Schema.cri().field(type, name);
    if (!List.of(types).contains(field.type())) {
      throw new IllegalArgumentException(type + "." + name + " is a " + field.type());
    }
    return field.number();
  }

  /** A string. */
  public Draft text(String name, String value) {
    out.text(number(name, "string"), value);
    return this;
  }

  /** Several strings. */
  public Draft texts(String name, Collection<String> values) {
    int number = number(name, "string");
    values.forEach(value -> out.bytes(number, value.getBytes(UTF_8)));
    return this;
  }

  /** Bytes. */
  public Draft bytes(String name, byte[] value) {
    if (value.length > 0) {
      out.bytes(number(name, "bytes"), value);
    }
    return this;
  }

  /** A number. */
  public Draft number(String name, long value) {
    out.number(number(name, "int32", "int64", "uint32", "uint64"), value);
    return this;
  }

  /** Several numbers. */
  public Draft numbers(String name, Collection<Long> values) {
    int number = number(name, "int32", "int64");
    if (!values.isEmpty()) {
      out.bytes(number, ProtoWriter.packed(values));
    }
    return this;
  }

  /** A number in a message of its own, which is there even if it is zero. */
  public Draft value(String name, long value) {
    var field = Schema.cri().field(type, name);
    int inner = Schema.cri().field(field.type(), "value").number();
    out.message(field.number(), wrapped -> wrapped.number(inner, value));
    return this;
  }

  /** A truth. */
  public Draft flag(String name, boolean value) {
    out.flag(number(name, "bool"), value);
    return this;
  }

  /** A constant by its name. */
  public Draft constant(String name, String constant) {
    var field = Schema.cri().field(type, name);
    int value = Schema.cri().constants(field.type()).indexOf(constant);
    if (value < 0) {
      throw new IllegalArgumentException(field.type() + " has no constant " + constant);
    }
    out.number(field.number(), value);
    return this;
  }

  /** A message, which is there even if it is empty. */
  public Draft message(String name, Consumer<Draft> content) {
    var field = Schema.cri().field(type, name);
    out.bytes(field.number(), of(field.type(), content));
    return this;
  }

  /** A message of each of several things. */
  public <T> Draft messages(String name, Collection<T> things, BiConsumer<Draft, T> content) {
    things.forEach(thing -> message(name, draft -> content.accept(draft, thing)));
    return this;
  }

  /** A map of strings. */
  public Draft map(String name, Map<String, String> map) {
    out.texts(number(name, "map"), map);
    return this;
  }
}

package dev.jug.cri.message;

import dev.jug.grpc.proto.ProtoException;
import dev.jug.grpc.proto.ProtoReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message that came. What is not in it is empty, zero or false, as proto3 has it. */
public final class Message {
  private final String type;
  private final ProtoReader in;

  private Message(String type, ProtoReader in) {
    this.type = type;
    this.in = in;
  }

  /**
   * Reads one.
   *
   * @param type its name
   * @throws ProtoException if it is none
   */
  public static Message of(String type, byte[] bytes) throws ProtoException {
    Schema.cri().fields(type);
    return new Message(type, ProtoReader.of(bytes));
  }

  private Schema.Field field(String name, String... types) {
    var field = Schema.cri().field(type, name);
    if (!List.of(types).contains(field.type())) {
      throw new IllegalArgumentException(type + "." + name + " is a " + field.type());
    }
    return field;
  }

  /** Whether it has such a field. */
  public boolean has(String name) {
    return in.has(Schema.cri().field(type, name).number());
  }

  /** A string. */
  public String text(String name) throws ProtoException {
    return in.text(field(name, "string").number());
  }

  /** A string; empty if it is not there or says nothing. */
  public Optional<String> word(String name) throws ProtoException {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /** All strings. */
  public List<String> texts(String name) throws ProtoException {
    return in.texts(field(name, "string").number());
  }

  /** Bytes. */
  public byte[] bytes(String name) throws ProtoException {
    return in.bytes(field(name, "bytes").number());
  }

  /** A number. */
  public long number(String name) throws ProtoException {
    return in.number(field(name, "int32", "int64", "uint32", "uint64").number());
  }

  /** All numbers. */
  public List<Long> numbers(String name) throws ProtoException {
    return in.numbers(field(name, "int32", "int64").number());
  }

  /** A number in a message of its own, which can be missing. */
  public Optional<Long> value(String name) throws ProtoException {
    var field = field(name, "Int64Value", "UInt64Value");
    return has(name)
        ? Optional.of(in.message(field.number()).number(valueField(field)))
        : Optional.empty();
  }

  private static int valueField(Schema.Field field) {
    return Schema.cri().field(field.type(), "value").number();
  }

  /** A truth. */
  public boolean flag(String name) throws ProtoException {
    return in.flag(field(name, "bool").number());
  }

  /**
   * The name of a constant.
   *
   * @throws ProtoException if it is one that we do not know
   */
  public String constant(String name) throws ProtoException {
    var field = Schema.cri().field(type, name);
    var constants = Schema.cri().constants(field.type());
    long number = in.number(field.number());
    if (number < 0 || number >= constants.size()) {
      throw new ProtoException(type + "." + name + " has a value that is not known: " + number);
    }
    return constants.get((int) number);
  }

  /** A message; an empty one if it is not there. */
  public Message message(String name) throws ProtoException {
    var field = Schema.cri().field(type, name);
    Schema.cri().fields(field.type());
    return new Message(field.type(), in.message(field.number()));
  }

  /** All messages. */
  public List<Message> messages(String name) throws ProtoException {
    var field = Schema.cri().field(type, name);
    var messages = new ArrayList<Message>();
    for (var each : in.messages(field.number())) {
      messages.add(new Message(field.type(), each));
    }
    return messages;
  }

  /** A map of strings. */
  public Map<String, String> map(String name) throws ProtoException {
    return in.map(field(name, "map").number());
  }
}

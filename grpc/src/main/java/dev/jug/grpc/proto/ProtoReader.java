package dev.jug.grpc.proto;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one message, by their numbers. Those that nobody asks for are not looked at, and of
 * several of a field that there may be once the last one counts.
 */
public final class ProtoReader {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;
  private static final int LONGEST_VARINT = 70;

  private final Map<Integer, List<Value>> fields = new LinkedHashMap<>();

  private sealed interface Value {
    record Number(long value) implements Value {}

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares values.
    record Bytes(byte[] value) implements Value {}
  }

  private ProtoReader() {}

  /**
   * Reads a message.
   *
   * @throws ProtoException if it is none
   */
  public static ProtoReader of(byte[] message) throws ProtoException {
    var reader = new ProtoReader();
    var in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      reader.field(in);
    }
    return reader;
  }

  private void field(ByteBuffer in) throws ProtoException {
    long key = varint(in);
    var value =
        switch ((int) (key & 7)) {
          case VARINT -> new Value.Number(varint(in));
          case EIGHT_BYTES -> new Value.Bytes(take(in, Long.BYTES));
          case BYTES -> new Value.Bytes(take(in, varint(in)));
          case FOUR_BYTES -> new Value.Bytes(take(in, Integer.BYTES));
          default -> throw new ProtoException("a field has a kind that there is not: " + key);
        };
    fields.computeIfAbsent((int) (key >>> 3), _ -> new ArrayList<>()).add(value);
  }

  private static byte[] take(ByteBuffer in, long length) throws ProtoException {
    if (length < 0 || length > in.remaining()) {
      throw new ProtoException("a message ends within a field");
    }
    var bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) throws ProtoException {
    long value = 0;
    for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
      if (!in.hasRemaining()) {
        throw new ProtoException("a message ends within a number");
      }
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new ProtoException("a number is too long");
  }

  private Collection<Value> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  /** A number; 0 if it is not there. */
  public long number(int field) throws ProtoException {
    long number = 0;
    for (var value : all(field)) {
      number =
          switch (value) {
            case Value.Number(long found) -> found;
            case Value.Bytes _ -> throw kind(field);
          };
    }
    return number;
  }

  /** All numbers of a field, whether they came one by one or packed. */
  public List<Long> numbers(int field) throws ProtoException {
    var numbers = new ArrayList<Long>();
    for (var value : all(field)) {
      switch (value) {
        case Value.Number(long found) -> numbers.add(found);
        case Value.Bytes(var packed) -> {
          for (var in = ByteBuffer.wrap(packed); in.hasRemaining(); ) {
            numbers.add(varint(in));
          }
        }
      }
    }
    return numbers;
  }

  /** A truth; false if it is not there. */
  public boolean flag(int field) throws ProtoException {
    return number(field) != 0;
  }

  /** Whether there is such a field. */
  public boolean has(int field) {
    return fields.containsKey(field);
  }

  /** All bytes, strings or messages of a field, as bytes. */
  public List<byte[]> every(int field) throws ProtoException {
    var every = new ArrayList<byte[]>();
    for (var value : all(field)) {
      switch (value) {
        case Value.Bytes(var bytes) -> every.add(bytes);
        case Value.Number _ -> throw kind(field);
      }
    }
    return every;
  }

  /** Bytes; none if they are not there. */
  public byte[] bytes(int field) throws ProtoException {
    var every = every(field);
    return every.isEmpty() ? new byte[0] : every.getLast();
  }

  /** A string; empty if it is not there. */
  public String text(int field) throws ProtoException {
    return text(bytes(field));
  }

  private static String text(byte[] bytes) throws ProtoException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      var wrong = new ProtoException("a string is not UTF-8");
      wrong.initCause(e);
      throw wrong;
    }
  }

  /** All strings of a field. */
  public List<String> texts(int field) throws ProtoException {
    var texts = new ArrayList<String>();
    for (var bytes : every(field)) {
      texts.add(text(bytes));
    }
    return texts;
  }

  /** A message; an empty one if it is not there. */
  public ProtoReader message(int field) throws ProtoException {
    return of(bytes(field));
  }

  /** All messages of a field. */
  public List<ProtoReader> messages(int field) throws ProtoException {
    var messages = new ArrayList<ProtoReader>();
    for (var bytes : every(field)) {
      messages.add(of(bytes));
    }
    return messages;
  }

  /** A map of strings, in the order they came. */
  public Map<String, String> map(int field) throws ProtoException {
    var map = new LinkedHashMap<String, String>();
    for (var entry : messages(field)) {
      map.put(entry.text(1), entry.text(2));
    }
    return map;
  }

  private static ProtoException kind(int field) {
    return new ProtoException("field " + field + " is of another kind");
  }
}

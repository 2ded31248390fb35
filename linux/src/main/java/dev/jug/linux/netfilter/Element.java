package dev.jug.linux.netfilter;

import dev.jug.linux.net.Prefix;
import java.time.Duration;
import java.util.Optional;

/**
 * What is in a set or a map.
 *
 * @param key the key; of a range, the first
 * @param last of a range, the last key
 * @param value of a map, what it gives
 * @param timeout after which it goes by itself; zero: never
 */
public record Element(Data key, Data last, Optional<Value> value, Duration timeout) {
  /** What a map gives. */
  public sealed interface Value {}

  /** What a map gives to registers. */
  public record Fields(Data data) implements Value {}

  /** What a map says of a packet. */
  public record Decision(Verdict verdict) implements Value {}

  /** A single key. */
  public static Element of(Data key) {
    return new Element(key, key, Optional.empty(), Duration.ZERO);
  }

  /** A key of several fields. */
  public static Element of(Data... fields) {
    return of(Data.concatenated(fields));
  }

  /** All keys from one to another; of several fields, all between in each field. */
  public static Element range(Data first, Data last) {
    return new Element(first, last, Optional.empty(), Duration.ZERO);
  }

  /** The addresses of a prefix. */
  public static Element of(Prefix prefix) {
    return range(Data.address(prefix.first()), Data.address(prefix.last()));
  }

  /** The same with what a map gives for it. */
  public Element to(Data... fields) {
    var data = fields.length == 1 ? fields[0] : Data.concatenated(fields);
    return new Element(key, last, Optional.of(new Fields(data)), timeout);
  }

  /** The same with what a map says of a packet. */
  public Element to(Verdict verdict) {
    return new Element(key, last, Optional.of(new Decision(verdict)), timeout);
  }

  /** The same for a time. */
  public Element lasting(Duration time) {
    return new Element(key, last, value, time);
  }
}

package dev.jug.http.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Fields of a message head in the order of their arrival; names compare without case. */
public final class Headers {
  /** No fields. */
  public static final Headers NONE = new Headers(List.of());

  private final List<Field> fields;

  /** Takes the fields as they are. */
  public Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * One line of a head.
   *
   * @param name as it came
   * @param value without the white space around it
   */
  public record Field(String name, String value) {}

  /** All lines. */
  public List<Field> fields() {
    return fields;
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    return values(name).findFirst();
  }

  /** The values of all fields of that name. */
  public List<String> all(String name) {
    return values(name).toList();
  }

  /**
   * The members of a list that may be spread over several fields (RFC 9110, 5.6.1), in lower case.
   */
  public List<String> list(String name) {
    var members = new ArrayList<String>();
    values(name)
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(member -> !member.isEmpty())
        .forEach(member -> members.add(member.toLowerCase(Locale.ROOT)));
    return members;
  }

  private Stream<String> values(String name) {
    return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value);
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}

package dev.jug.cri.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What messages there are, and how their fields are numbered. Whoever names a message or a field
 * that there is not has made a mistake in this program, which is an IllegalArgumentException.
 */
public final class Schema {
  private static final String FILE = "runtime-v1.txt";
  private static final String ENUM = "enum ";
  private static final Schema CRI = new Schema(text());

  private final Map<String, Map<String, Field>> messages = new LinkedHashMap<>();
  private final Map<String, List<String>> constants = new LinkedHashMap<>();

  /**
   * A field.
   *
   * @param number its number
   * @param type a type of Protocol Buffers, {@code map} for a map of strings, or what a message or
   *     an enumeration is called
   * @param repeated whether there may be several
   */
  public record Field(int number, String type, boolean repeated) {}

  private Schema(String text) {
    text.lines().filter(line -> line.contains(":") && !line.startsWith("#")).forEach(this::read);
  }

  /** That of the CRI, version v1. */
  public static Schema cri() {
    return CRI;
  }

  private static String text() {
    try (var in = Objects.requireNonNull(Schema.class.getResourceAsStream(FILE), FILE)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line) {
    int colon = line.indexOf(':');
    var name = line.substring(0, colon);
    var rest = line.substring(colon + 1).strip();
    var parts = rest.isEmpty() ? List.<String>of() : List.of(rest.split(", ", -1));
    if (name.startsWith(ENUM)) {
      constants.put(name.substring(ENUM.length()), constants(parts));
    } else {
      var fields = new LinkedHashMap<String, Field>();
      parts.forEach(part -> put(part.split(" ", -1), fields));
      messages.put(name, fields);
    }
  }

  /** They are numbered from 0 without a gap. */
  private static List<String> constants(List<String> parts) {
    var names = new ArrayList<String>();
    for (var part : parts) {
      int space = part.indexOf(' ');
      if (Integer.parseInt(part.substring(space + 1)) != names.size()) {
        throw new IllegalArgumentException("there is a gap before " + part);
      }
      names.add(part.substring(0, space));
    }
    return names;
  }

  private static void put(String[] words, Map<String, Field> to) {
    boolean repeated = words[2].endsWith("[]");
    var type = repeated ? words[2].substring(0, words[2].length() - 2) : words[2];
    to.put(words[0], new Field(Integer.parseInt(words[1]), type, repeated));
  }

  /** A field of a message. */
  public Field field(String message, String name) {
    var field = fields(message).get(name);
    if (field == null) {
      throw new IllegalArgumentException(message + " has no field " + name);
    }
    return field;
  }

  /** The fields of a message by their names. */
  public Map<String, Field> fields(String message) {
    var fields = messages.get(message);
    if (fields == null) {
      throw new IllegalArgumentException("there is no message " + message);
    }
    return fields;
  }

  /** The names of all messages. */
  public List<String> messages() {
    return List.copyOf(messages.keySet());
  }

  /** The constants of an enumeration; the place of each is its number. */
  public List<String> constants(String enumeration) {
    var names = constants.get(enumeration);
    if (names == null) {
      throw new IllegalArgumentException("there is no enumeration " + enumeration);
    }
    return names;
  }
}

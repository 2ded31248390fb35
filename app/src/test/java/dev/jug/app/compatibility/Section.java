package dev.jug.app.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of a table in a text file: a name in brackets, and what is known about it, a key and a
 * value in each line.
 */
record Section(String name, Map<String, String> values) {
  /** Reads a table beside this class. */
  static List<Section> read(String file) {
    try (var in = Section.class.getResourceAsStream(file)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Section> parse(String text) {
    var sections = new ArrayList<Section>();
    for (var line : text.lines().filter(line -> !line.isBlank()).toList()) {
      if (line.startsWith("[")) {
        sections.add(new Section(line.substring(1, line.length() - 1), new HashMap<>()));
      } else if (!line.startsWith("#")) {
        int equals = line.indexOf(" = ");
        sections.getLast().values().put(line.substring(0, equals), line.substring(equals + 3));
      }
    }
    return sections;
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  String value(String key) {
    return find(key).orElse("");
  }

  @Override
  public String toString() {
    return name;
  }
}

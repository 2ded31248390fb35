package dev.jug.engine.apt;

import java.util.HashMap;
import java.util.Map;

/**
 * What a system calls itself (os-release(5)).
 *
 * @param values by name
 */
public record OsRelease(Map<String, String> values) {
  public OsRelease {
    values = Map.copyOf(values);
  }

  /** Reads the content of the file; lines that make no sense are passed over. */
  public static OsRelease parse(String text) {
    var values = new HashMap<String, String>();
    text.lines()
        .forEach(line -> {
          int equals = line.indexOf('=');
          if (equals > 0) {
            values.put(
                line.substring(0, equals).strip(),
                line.substring(equals + 1).strip().replaceAll("^[\"']|[\"']$", ""));
          }
        });
    return new OsRelease(values);
  }

  /** A value; empty if it is not said. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }
}

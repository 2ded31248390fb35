package dev.jug.buildkit.message;

import java.util.Map;

/**
 * Where what was built is to go.
 *
 * @param type such as {@code image}
 * @param attributes such as {@code name}
 */
public record Exporter(String type, Map<String, String> attributes) {
  public Exporter {
    attributes = Map.copyOf(attributes);
  }
}

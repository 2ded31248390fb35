package dev.jug.network.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who is meant: containers with all of these labels.
 *
 * @param labels names and values; an empty value for any. No labels: everybody
 */
public record Selector(Map<String, String> labels) {
  private static final String EVERYBODY = "*";

  public Selector {
    labels = Map.copyOf(labels);
  }

  /**
   * Reads {@code role=web}, {@code role=web,tier=front}, {@code role}, or {@code *}.
   *
   * @throws NetworkException if it is none of these
   */
  @JsonCreator
  public static Selector parse(String text) {
    var labels = new TreeMap<String, String>();
    if (!text.equals(EVERYBODY)) {
      for (var part : text.split(",", -1)) {
        var pair = part.split("=", 2);
        if (pair[0].isBlank()) {
          throw new NetworkException(
              Kind.INVALID,
              "invalid selector: '" + text + "'",
              "Write labels: role=web, role=web,tier=front, role for any value, * for everybody.");
        }
        labels.put(pair[0], pair.length < 2 ? "" : pair[1]);
      }
    }
    return new Selector(labels);
  }

  /** Whether a container with these labels is meant. */
  public boolean matches(Map<String, String> others) {
    return labels.entrySet().stream()
        .allMatch(label -> {
          var value = others.get(label.getKey());
          return value != null && (label.getValue().isEmpty() || label.getValue().equals(value));
        });
  }

  /** As people write it. */
  @Override
  @JsonValue
  public String toString() {
    return labels.isEmpty()
        ? EVERYBODY
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label ->
                    label.getValue().isEmpty()
                        ? label.getKey()
                        : label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
  }
}

package dev.jug.engine.request;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A label that something must have, as in {@code --filter label=…}.
 *
 * @param name of the label
 * @param value it must have; null for any
 */
public record LabelFilter(String name, @Nullable String value)
    implements Predicate<Map<String, String>> {

  /** Reads {@code NAME} or {@code NAME=VALUE}. */
  public static LabelFilter parse(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new LabelFilter(text, null)
        : new LabelFilter(text.substring(0, equals), text.substring(equals + 1));
  }

  @Override
  public boolean test(Map<String, String> labels) {
    return labels.containsKey(name) && (value == null || value.equals(labels.get(name)));
  }
}

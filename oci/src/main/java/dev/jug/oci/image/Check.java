package dev.jug.oci.image;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What documents must say, each as one sentence that begins with the field. */
final class Check {
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

  private Check() {}

  static void that(boolean holds, String field, String message) {
    if (!holds) {
      throw new InvalidImageException(field + ": " + message);
    }
  }

  static void present(@Nullable Object value, String field) {
    that(value != null, field, "missing");
  }

  /** A list without null elements; empty if there is none. */
  static <T> List<T> list(@Nullable List<T> list, String field) {
    if (list == null) {
      return List.of();
    }
    for (int i = 0; i < list.size(); i++) {
      present(list.get(i), field + "[" + i + "]");
    }
    return List.copyOf(list);
  }

  /** An object without null values; empty if there is none. */
  static <V> Map<String, V> map(@Nullable Map<String, V> map, String field) {
    if (map == null) {
      return Map.of();
    }
    map.forEach((key, value) -> present(value, field + "." + key));
    return Map.copyOf(map);
  }

  /** As RFC 6838 has it, section 4.2. */
  static void mediaType(@Nullable String value, String field) {
    text(value, field);
    that(MEDIA_TYPE.matcher(value).matches(), field, "\"" + value + "\" is not type/subtype");
  }

  static void text(@Nullable String value, String field) {
    that(value != null && !value.isEmpty(), field, value == null ? "missing" : "empty");
  }
}

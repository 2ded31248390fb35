package dev.jug.oci.runtime;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What documents must say, each as one sentence that begins with the field. */
final class Check {
  private Check() {}

  static void that(boolean holds, String field, String message) {
    if (!holds) {
      throw new InvalidSpecException(field + ": " + message);
    }
  }

  static void present(@Nullable Object value, String field) {
    that(value != null, field, "missing");
  }

  static void text(@Nullable String value, String field) {
    that(value != null && !value.isEmpty(), field, value == null ? "missing" : "empty");
  }

  static void absolute(@Nullable String path, String field) {
    text(path, field);
    that(path != null && path.startsWith("/"), field, "\"" + path + "\" is not absolute");
  }

  static void oneOf(@Nullable String value, Collection<String> words, String field) {
    text(value, field);
    that(words.contains(value), field, "\"" + value + "\" is none of " + String.join(", ", words));
  }

  static void range(@Nullable Long value, long least, long most, String field) {
    that(
        value == null || (value >= least && value <= most),
        field,
        value + " is not in the range " + least + " … " + most);
  }

  static void range(@Nullable Integer value, long least, long most, String field) {
    range(value == null ? null : Long.valueOf(value), least, most, field);
  }
}

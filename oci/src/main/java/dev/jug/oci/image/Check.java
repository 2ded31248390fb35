package dev.jug.oci.image;

import org.jspecify.annotations.Nullable;

/** What documents must say, each as one sentence that begins with the field. */
final class Check {
  private Check() {}

  static void that(boolean holds, String field, String message) {
    if (!holds) {
      throw new InvalidImageException(field + ": " + message);
    }
  }

  static void present(@Nullable Object value, String field) {
    that(value != null, field, "missing");
  }

  static void text(@Nullable String value, String field) {
    that(value != null && !value.isEmpty(), field, value == null ? "missing" : "empty");
  }
}

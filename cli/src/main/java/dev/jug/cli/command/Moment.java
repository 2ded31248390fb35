package dev.jug.cli.command;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.GoDuration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Instants as people write them. */
final class Moment {
  private Moment() {}

  /**
   * Reads an instant ({@code 2026-01-31T12:00:00Z}), an age ({@code 1h30m}), or seconds since 1970,
   * with up to nine digits behind a dot.
   *
   * @return null for null
   */
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      if (text.matches("\\d{1,11}(\\.\\d{1,9})?")) {
        return seconds(text);
      }
      var age = GoDuration.tryParseWithDays(text);
      return age.isPresent() ? Instant.now().minus(age.get()) : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Invalid(
          "invalid time: '" + text + "'", "Examples: 2026-01-31T12:00:00Z, 10m, 1h30m.");
    }
  }

  private static Instant seconds(String text) {
    int dot = text.indexOf('.');
    var whole = dot < 0 ? text : text.substring(0, dot);
    var part = dot < 0 ? "" : text.substring(dot + 1);
    var nanos = part + "0".repeat(9 - part.length());
    return Instant.ofEpochSecond(Long.parseLong(whole), Long.parseLong(nanos));
  }
}

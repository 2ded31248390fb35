package dev.jug.docker.json;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.http.message.Query;
import java.util.Optional;

/**
 * The query of a request, as Docker reads it.
 *
 * @param query what is behind the question mark
 */
public record Queries(Query query) {

  /** A text; empty if it is missing. */
  public String text(String name) {
    return query.first(name).orElse("");
  }

  /** A text that is not empty. */
  public Optional<String> word(String name) {
    return query.first(name).filter(text -> !text.isEmpty());
  }

  /** Whether something is wanted: nothing, 0, no, false and none mean no. */
  public boolean flag(String name) {
    return switch (text(name).trim()) {
      case "", "0", "no", "false", "none" -> false;
      default -> true;
    };
  }

  /**
   * A whole number.
   *
   * @throws Invalid if it is none
   */
  public Optional<Long> number(String name) {
    return word(name).map(text -> number(name, text));
  }

  private static Long number(String name, String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new Invalid("invalid value for " + name + ": '" + text + "' is no whole number", "");
    }
  }
}

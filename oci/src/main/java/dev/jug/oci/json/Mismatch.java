package dev.jug.oci.json;

import dev.jug.oci.InvalidDocumentException;
import java.util.Arrays;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** The sentence for a value that has another type than its field. */
public final class Mismatch {
  static final String WHOLE_NUMBER = "expected a whole number";
  static final String STRING = "expected a string";

  private Mismatch() {}

  /**
   * Names the field and what would be right.
   *
   * @param document its name, for a mistake that lies in no field
   * @param root the field the document is about, empty for a whole one
   */
  public static String of(String document, String root, DatabindException e) {
    var path = new StringBuilder(root);
    for (JacksonException.Reference step : e.getPath()) {
      var name = step.getPropertyName();
      if (name == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return (path.isEmpty() ? document : path) + ": " + what(e);
  }

  /** Our own readers say all; the library's words are replaced. */
  private static String what(DatabindException e) {
    if (e.getCause() instanceof InvalidDocumentException inner) {
      return inner.getMessage();
    }
    var said = e.getOriginalMessage();
    if (said.startsWith("Trailing")) {
      return "something follows behind its end";
    }
    if (!said.startsWith("Cannot ") || !(e instanceof MismatchedInputException mismatch)) {
      return said;
    }
    var type = mismatch.getTargetType();
    return "expected " + (type == null ? "something else" : expected(type)) + found(said);
  }

  private static String expected(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String found(String said) {
    return Arrays.stream(JsonToken.values())
        .filter(token -> said.contains("JsonToken." + token.name()))
        .findFirst()
        .map(Mismatch::found)
        .orElse(said.contains("String") ? ", found a string" : ", found a number");
  }

  /** What was there instead. */
  public static String found(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> ", found an object";
      case START_ARRAY -> ", found a list";
      case VALUE_STRING -> ", found a string";
      case VALUE_NUMBER_INT -> ", found a number";
      case VALUE_NUMBER_FLOAT -> ", found a number with a point";
      case VALUE_TRUE -> ", found true";
      case VALUE_FALSE -> ", found false";
      default -> "";
    };
  }
}

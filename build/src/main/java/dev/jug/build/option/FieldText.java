package dev.jug.build.option;

import dev.jug.build.error.BuildFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads fields as options of builds have them: {@code type=TYPE,NAME=VALUE,…}.
 *
 * @param option what they are of, for messages
 * @param text fields behind commas; a field that has commas, such as several names, in quotes
 */
public record FieldText(String option, String text) {
  /**
   * The fields in their order.
   *
   * @throws BuildFailure if one is none
   */
  public Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    for (var field : CommaSeparated.fields(text)) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw failure("'" + field + "' is no NAME=VALUE");
      }
      fields.put(field.substring(0, equals), field.substring(equals + 1));
    }
    return fields;
  }

  /** A field that is true or false. */
  public boolean isTrue(Map<String, String> fields, String name, boolean usual) {
    return switch (fields.getOrDefault(name, Boolean.toString(usual))) {
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default -> throw failure(name + " is no boolean");
    };
  }

  /** Says what is wrong with it. */
  public BuildFailure failure(String why) {
    return new BuildFailure("invalid " + option + " '" + text + "': " + why);
  }
}

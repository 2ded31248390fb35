package dev.jug.door.text;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects for programs that read what people read as a table. */
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /** One object on one line, its fields in the map's order. */
  public static String object(Map<String, String> fields) {
    return MAPPER.writeValueAsString(fields);
  }
}

package dev.jug.engine.settings;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of a settings file and the words of a command line, as one object that knows where each
 * of its settings stands.
 *
 * @param root the object
 * @param places of settings, by JSON pointer (RFC 6901)
 * @param file how the whole is called
 */
record SettingsText(JsonNode root, Map<String, String> places, String file) {
  private static final String SEE = "docs/configuration.md lists what can be said.";

  /**
   * Reads a file's text.
   *
   * @throws Invalid if it is no JSON object
   */
  static SettingsText of(String file, byte[] json) {
    var mapper = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      var root = mapper.readTree(json);
      if (!root.isObject()) {
        throw new Invalid(file + ": expected an object", SEE);
      }
      return new SettingsText(root, places(mapper, file, json), file);
    } catch (JacksonException e) {
      var why = e.getOriginalMessage().replaceAll(" \\(start marker at .*", "");
      throw new Invalid(place(file, e.getLocation()) + ": " + why, SEE);
    }
  }

  private static Map<String, String> places(JsonMapper mapper, String file, byte[] json) {
    var places = new HashMap<String, String>();
    try (var parser = mapper.createParser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          var pointer = parser.streamReadContext().pathAsPointer().toString();
          places.put(pointer, place(file, parser.currentTokenLocation()));
        }
      }
    }
    return places;
  }

  private static String place(String file, TokenStreamLocation at) {
    return file + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /**
   * The same with what the command line says.
   *
   * @param words values by setting, such as {@code hosts} to a list
   * @param options how each was written, such as {@code --host}
   * @throws Invalid if something is said in both, as Docker has it
   */
  SettingsText with(Map<String, Object> words, Map<String, String> options) {
    var joined = ((ObjectNode) root).deepCopy();
    var all = new HashMap<>(places);
    words.forEach((name, value) -> {
      var option = options.getOrDefault(name, name);
      if (joined.has(name)) {
        throw new Invalid(
            places.get("/" + name)
                + ": "
                + name
                + " is specified both as a flag ("
                + option
                + ") and in the configuration file",
            "Leave one of them out.");
      }
      joined.set(name, JsonMapper.shared().valueToTree(value));
      all.put("/" + name, option);
    });
    return new SettingsText(joined, Map.copyOf(all), file);
  }

  /** Something is wrong with a setting. */
  Invalid wrong(String pointer, String name, String why) {
    return new Invalid(places.getOrDefault(pointer, file) + ": " + name + ": " + why, SEE);
  }
}

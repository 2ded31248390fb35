package dev.jug.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The exec form: an array of strings. */
final class JsonWords {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonWords() {}

  /** The strings; null if it is not JSON, and so a line for the shell. */
  static @Nullable List<String> read(String text) {
    if (!text.startsWith("[")) {
      return null;
    }
    try {
      var words = new ArrayList<String>();
      for (var element : JSON.readTree(text)) {
        if (!element.isString()) {
          throw new Mistake(
              "when using JSON array syntax, arrays must be comprised of strings only",
              "put " + element + " into double quotes");
        }
        words.add(element.stringValue());
      }
      return List.copyOf(words);
    } catch (JacksonException notJson) {
      return null;
    }
  }
}

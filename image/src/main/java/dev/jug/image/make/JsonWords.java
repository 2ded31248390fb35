package dev.jug.image.make;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Lists of texts in JSON. */
final class JsonWords {
  private JsonWords() {}

  /** The texts; empty if it is anything else. */
  static Optional<List<String>> parse(String json) {
    try {
      return Optional.of(List.of(new JsonMapper().readValue(json, String[].class)));
    } catch (JacksonException | NullPointerException _) {
      return Optional.empty();
    }
  }
}

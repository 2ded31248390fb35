package dev.jug.engine.view;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes views as JSON. Made at first use: most commands never print any. */
final class ViewJson {
  private ViewJson() {}

  static String write(Object view) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(view);
  }
}

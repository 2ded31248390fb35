package dev.jug.engine.view;

import dev.jug.oci.JsonLayout;
import tools.jackson.databind.json.JsonMapper;

/** Writes views as JSON, laid out as Docker does. Made at first use: most commands print none. */
final class ViewJson {
  private ViewJson() {}

  static String write(Object view) {
    return new JsonMapper().writer().with(JsonLayout.indented("    ")).writeValueAsString(view);
  }
}

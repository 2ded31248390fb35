package dev.jug.engine.view;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes views as JSON, laid out as Docker does. Made at first use: most commands print none. */
final class ViewJson {
  private static final DefaultIndenter INDENT = new DefaultIndenter("    ", "\n");

  private ViewJson() {}

  static String write(Object view) {
    var separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    var layout =
        new DefaultPrettyPrinter(separators).withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    return JsonMapper.builder()
        .defaultPrettyPrinter(layout)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(view);
  }
}

package dev.jug.door.template;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How values read, and which count as nothing, as Go has it. */
final class Values {
  private Values() {}

  static String text(JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    if (value.isNull()) {
      return "<no value>";
    }
    if (value.isArray()) {
      return value.valueStream().map(Values::text).collect(Collectors.joining(" ", "[", "]"));
    }
    return value.isObject()
        ? value.properties().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
            .collect(Collectors.joining(" ", "map[", "]"))
        : value.asString();
  }

  static boolean isTrue(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING, NULL -> false;
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> value.decimalValue().signum() != 0;
      case STRING -> !value.stringValue().isEmpty();
      case ARRAY, OBJECT, BINARY, POJO -> !value.isEmpty();
    };
  }
}

package dev.jug.image.registry.json;

import dev.jug.oci.JsonLayout;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads objects whose fields are known one by one, from authors who may be hostile: at most 4 MiB,
 * not deeper than 100, no key twice.
 */
public final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxDocumentLength(4 << 20)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonText() {}

  /** The object in a text; empty if the text is no JSON, or no object. */
  public static Optional<ObjectNode> object(byte[] text) {
    try {
      return MAPPER.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /** An object without fields. */
  public static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }

  /** A field that is a string and not empty. */
  public static Optional<String> string(JsonNode object, String field) {
    var value = object.path(field);
    return value.isString() && !value.stringValue().isEmpty()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  /** A field that is a whole number. */
  public static Optional<Long> number(JsonNode object, String field) {
    var value = object.path(field);
    return value.isIntegralNumber() && value.canConvertToLong()
        ? Optional.of(value.longValue())
        : Optional.empty();
  }

  /** The strings of a field that is a list; what is no string in it is left out. */
  public static List<String> strings(JsonNode object, String field) {
    return object
        .path(field)
        .valueStream()
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }

  /** The text of an object, for programs. */
  public static byte[] compact(JsonNode object) {
    return MAPPER.writeValueAsBytes(object);
  }

  /** The text of an object, for people. */
  public static byte[] pretty(JsonNode object) {
    return MAPPER.writer().with(JsonLayout.indented("\t")).writeValueAsBytes(object);
  }
}

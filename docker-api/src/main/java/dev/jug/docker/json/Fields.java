package dev.jug.docker.json;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of a JSON object that a client sent. As Docker's daemon has it, a field that is
 * missing or null is the zero value, and one that nobody knows is no mistake; one of the wrong type
 * is.
 *
 * @param node the object
 * @param path where it is in the document, with a dot behind it; empty for the document itself
 */
public record Fields(JsonNode node, String path) {
  private static final int DEEPEST = 100;
  private static final JsonMapper READER = reader();

  /**
   * The object that a request's body has.
   *
   * @param json the body; an empty one, or null, is an object without fields
   * @throws Invalid if it is no JSON object
   */
  public static Fields parse(byte[] json) {
    try {
      var node = READER.readTree(json);
      boolean empty = node.isMissingNode() || node.isNull();
      return empty ? new Fields(JsonNodeFactory.instance.objectNode(), "") : of(node, "");
    } catch (JacksonException e) {
      throw new Invalid("invalid JSON: " + e.getOriginalMessage(), "");
    }
  }

  private static JsonMapper reader() {
    var limits = StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build()).build();
  }

  private static Fields of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw wrong(path.isEmpty() ? "body" : path.substring(0, path.length() - 1), "an object");
    }
    return new Fields(node, path);
  }

  private static Invalid wrong(String name, String expected) {
    return new Invalid("invalid JSON: " + name + ": expected " + expected, "");
  }

  private Optional<JsonNode> value(String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  /** Whether there is such a field, be it null. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** A string; empty if it is missing. */
  public String text(String name) {
    return value(name).map(value -> string(path + name, value)).orElse("");
  }

  /** A string; null if it is missing or empty. */
  public @Nullable String textOrNull(String name) {
    var text = text(name);
    return text.isEmpty() ? null : text;
  }

  private static String string(String name, JsonNode value) {
    if (!value.isString()) {
      throw wrong(name, "a string");
    }
    return value.stringValue();
  }

  /** A boolean; false if it is missing. */
  public boolean flag(String name) {
    return flagOr(name, false);
  }

  /** A boolean. */
  public boolean flagOr(String name, boolean otherwise) {
    var value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw wrong(path + name, "true or false");
    }
    return value.map(JsonNode::booleanValue).orElse(otherwise);
  }

  /** A whole number of 64 bits; null if it is missing. */
  public @Nullable Long number(String name) {
    return value(name).map(value -> whole(path + name, value)).orElse(null);
  }

  private static Long whole(String name, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number");
    }
    return value.longValue();
  }

  /** A whole number of 32 bits; null if it is missing. */
  public @Nullable Integer smallNumber(String name) {
    var number = number(name);
    if (number == null) {
      return null;
    }
    if (number.intValue() != number) {
      throw wrong(path + name, "a whole number of 32 bits");
    }
    return number.intValue();
  }

  /** A number that is no limit if it is zero; null then. */
  public @Nullable Long limit(String name) {
    var number = number(name);
    return number == null || number == 0 ? null : number;
  }

  /** Whole numbers; none if it is missing. */
  public List<Long> numbers(String name) {
    var numbers = new ArrayList<Long>();
    elements(name).forEach(element -> numbers.add(whole(path + name, element)));
    return numbers;
  }

  /** Strings; none if it is missing. */
  public List<String> texts(String name) {
    var texts = textsOrNull(name);
    return texts == null ? List.of() : texts;
  }

  /** Strings, or a single one in their place; null if it is missing. */
  public @Nullable List<String> textsOrNull(String name) {
    var value = value(name);
    if (value.isEmpty()) {
      return null;
    }
    if (value.get().isString()) {
      return List.of(value.get().stringValue());
    }
    var texts = new ArrayList<String>();
    elements(name).forEach(element -> texts.add(string(path + name, element)));
    return texts;
  }

  private Iterable<JsonNode> elements(String name) {
    var value = value(name);
    if (value.isPresent() && !value.get().isArray()) {
      throw wrong(path + name, "a list");
    }
    return value.<Iterable<JsonNode>>map(array -> array).orElse(List.of());
  }

  /** Objects; none if it is missing. */
  public List<Fields> objects(String name) {
    var objects = new ArrayList<Fields>();
    for (var element : elements(name)) {
      objects.add(of(element, path + name + "[" + objects.size() + "]."));
    }
    return objects;
  }

  /** An object; one without fields if it is missing. */
  public Fields object(String name) {
    return value(name)
        .map(value -> of(value, path + name + "."))
        .orElseGet(() -> new Fields(JsonNodeFactory.instance.objectNode(), path + name + "."));
  }

  /** An object whose values are strings; null counts as an empty one. */
  public Map<String, String> map(String name) {
    var map = new LinkedHashMap<String, String>();
    var object = object(name);
    for (var key : object.names()) {
      map.put(key, object.text(key));
    }
    return map;
  }

  /** The names of all its fields. */
  public List<String> names() {
    return List.copyOf(node.propertyNames());
  }
}

package dev.jug.door.template;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** What templates can call: Docker's functions, and those of Go that make sense for values. */
final class Functions {
  private static final JsonMapper JSON = new JsonMapper();

  private Functions() {}

  /**
   * Calls one.
   *
   * @throws TemplateException if there is none of this name, or it needs more
   */
  static JsonNode call(String name, List<JsonNode> given) {
    return switch (name) {
      case "json" -> text(JSON.writeValueAsString(at(name, given, 0)));
      case "lower" -> text(string(name, given, 0).toLowerCase(Locale.ROOT));
      case "upper" -> text(string(name, given, 0).toUpperCase(Locale.ROOT));
      case "title" -> text(titled(string(name, given, 0)));
      case "join" -> text(joined(at(name, given, 0), string(name, given, 1)));
      case "split" -> split(string(name, given, 0), string(name, given, 1));
      case "truncate" -> text(cut(string(name, given, 0), at(name, given, 1).asInt()));
      case "pad" -> text(padded(string(name, given, 0), given));
      case "index" -> index(given);
      case "len" -> IntNode.valueOf(length(at(name, given, 0)));
      case "print" -> text(all(given, ""));
      case "println" -> text(all(given, " ") + "\n");
      case "printf" -> text(formatted(string(name, given, 0), given.subList(1, given.size())));
      case "eq" ->
          truth(
              given.subList(1, given.size()).stream()
                  .anyMatch(other -> Values.text(other).equals(string(name, given, 0))));
      case "ne" -> truth(!string(name, given, 0).equals(string(name, given, 1)));
      case "not" -> truth(!Values.isTrue(at(name, given, 0)));
      case "and" -> given.stream().filter(v -> !Values.isTrue(v)).findFirst().orElse(last(given));
      case "or" -> given.stream().filter(Values::isTrue).findFirst().orElse(last(given));
      default -> throw new TemplateException("function \"" + name + "\" not defined");
    };
  }

  private static JsonNode at(String name, List<JsonNode> given, int place) {
    if (place >= given.size()) {
      throw new TemplateException("wrong number of args for " + name);
    }
    return given.get(place);
  }

  private static JsonNode last(List<JsonNode> given) {
    return at("and", given, given.size() - 1);
  }

  private static String string(String name, List<JsonNode> given, int place) {
    return Values.text(at(name, given, place));
  }

  private static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }

  private static JsonNode truth(boolean value) {
    return BooleanNode.valueOf(value);
  }

  private static String titled(String text) {
    return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String joined(JsonNode list, String between) {
    return list.valueStream().map(Values::text).collect(Collectors.joining(between));
  }

  private static JsonNode split(String whole, String between) {
    var parts = JsonNodeFactory.instance.arrayNode();
    List.of(whole.split(java.util.regex.Pattern.quote(between), -1)).forEach(parts::add);
    return parts;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(0, length));
  }

  private static String padded(String text, List<JsonNode> given) {
    return " ".repeat(at("pad", given, 1).asInt()) + text + " ".repeat(at("pad", given, 2).asInt());
  }

  private static JsonNode index(List<JsonNode> given) {
    var value = at("index", given, 0);
    for (var key : given.subList(1, given.size())) {
      value = key.isNumber() ? value.path(key.asInt()) : value.path(Values.text(key));
    }
    return value;
  }

  private static int length(JsonNode value) {
    return value.isString() ? value.stringValue().length() : value.size();
  }

  private static String all(List<JsonNode> given, String between) {
    return given.stream().map(Values::text).collect(Collectors.joining(between));
  }

  /** Of Go's verbs those for texts and whole numbers. */
  private static String formatted(String format, List<JsonNode> given) {
    var verbs = format.replaceAll("%(-?[0-9]*)[vd]", "%$1s").replaceAll("%(-?[0-9]*)q", "\"%$1s\"");
    try {
      return String.format(Locale.ROOT, verbs, given.stream().map(Values::text).toArray());
    } catch (java.util.IllegalFormatException e) {
      throw new TemplateException("printf: " + e.getMessage());
    }
  }
}

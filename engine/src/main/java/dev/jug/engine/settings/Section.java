package dev.jug.engine.settings;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Invalid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An object of the settings. It remembers what it was asked for: whatever else is in it would do
 * nothing, and is refused in the end.
 */
final class Section {
  private final SettingsText text;
  private final JsonNode object;
  private final String pointer;
  private final String prefix;
  private final Set<String> known = new TreeSet<>();

  private Section(SettingsText text, JsonNode object, String pointer, String prefix) {
    this.text = text;
    this.object = object;
    this.pointer = pointer;
    this.prefix = prefix;
  }

  /** The whole. */
  static Section root(SettingsText text) {
    return new Section(text, text.root(), "", "");
  }

  /** A setting's value; it is known from now on. */
  private JsonNode value(String name) {
    known.add(name);
    return object.path(name);
  }

  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  /** Something is wrong with a setting of this object. */
  Invalid wrong(String name, String why) {
    return text.wrong(pointer + "/" + name, prefix + name, why);
  }

  private Invalid wrong(String name, String expected, JsonNode value) {
    return wrong(name, "expected " + expected + ", not " + value);
  }

  boolean flag(String name, boolean otherwise) {
    var value = value(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value.asBoolean(otherwise);
  }

  int number(String name, int otherwise, int least, int most) {
    var value = value(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    boolean fits = value.canConvertToInt() && value.isIntegralNumber();
    if (!fits || value.intValue() < least || value.intValue() > most) {
      throw wrong(name, "a number from " + least + " to " + most, value);
    }
    return value.intValue();
  }

  Optional<String> text(String name) {
    var value = value(name);
    if (!value.isMissingNode() && !(value.isString() && !value.asString().isEmpty())) {
      throw wrong(name, "text", value);
    }
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
  }

  /** One of a few words. */
  Optional<String> word(String name, List<String> words) {
    var said = text(name);
    if (said.isPresent() && !words.contains(said.get())) {
      throw wrong(name, "one of " + String.join(", ", words), value(name));
    }
    return said;
  }

  /**
   * Text that means something.
   *
   * @param expected what that is, for whoever wrote something else
   */
  <T> Optional<T> parsed(String name, String expected, Function<String, T> reading) {
    return text(name).map(said -> read(name, expected, said, reading));
  }

  private <T> T read(String name, String expected, String said, Function<String, T> reading) {
    try {
      return reading.apply(said);
    } catch (EngineException | IllegalArgumentException e) {
      throw wrong(name, "expected " + expected + ", not \"" + said + "\": " + e.getMessage());
    }
  }

  List<String> texts(String name) {
    var value = value(name);
    var texts = new ArrayList<String>();
    if (!value.isMissingNode() && !value.isArray()) {
      throw wrong(name, "a list of texts", value);
    }
    for (var each : value) {
      if (!each.isString()) {
        throw wrong(name, "a list of texts", value);
      }
      texts.add(each.asString());
    }
    return List.copyOf(texts);
  }

  <T> List<T> allParsed(String name, String expected, Function<String, T> reading) {
    return texts(name).stream().map(said -> read(name, expected, said, reading)).toList();
  }

  /** Names with texts. */
  Map<String, String> map(String name) {
    var value = value(name);
    if (!value.isMissingNode() && !value.isObject()) {
      throw wrong(name, "an object with texts", value);
    }
    var map = new LinkedHashMap<String, String>();
    for (var each : value.properties()) {
      if (!each.getValue().isString()) {
        throw wrong(name + "/" + each.getKey(), "text", each.getValue());
      }
      map.put(each.getKey(), each.getValue().asString());
    }
    return map;
  }

  /** An object in this one; an empty one if there is none. */
  Section section(String name) {
    var value = value(name);
    if (!value.isMissingNode() && !value.isObject()) {
      throw wrong(name, "an object", value);
    }
    return new Section(text, value, pointer + "/" + name, prefix + name + ".");
  }

  /** Objects by name, in an object in this one. */
  Map<String, Section> sections(String name) {
    var whole = section(name);
    var sections = new LinkedHashMap<String, Section>();
    whole.object.propertyNames().forEach(each -> sections.put(each, whole.section(each)));
    return sections;
  }

  /** A list of objects. */
  List<Section> list(String name) {
    var value = value(name);
    if (!(value instanceof MissingNode) && !value.isArray()) {
      throw wrong(name, "a list of objects", value);
    }
    var list = new ArrayList<Section>();
    for (var each : value) {
      if (!each.isObject()) {
        throw wrong(name, "a list of objects", value);
      }
      int index = list.size();
      var place = pointer + "/" + name + "/" + index;
      list.add(new Section(text, each, place, prefix + name + "[" + index + "]."));
    }
    return list;
  }

  /**
   * Refuses what nobody asked for.
   *
   * @param foreign names that Docker knows and that mean nothing here
   */
  void refuseOthers(Set<String> foreign) {
    for (var name : object.propertyNames()) {
      if (foreign.contains(name)) {
        throw wrong(name, "Docker's, but there is nothing like it here; leave it out");
      }
      if (!known.contains(name)) {
        throw wrong(name, "not known; " + advice(name));
      }
    }
  }

  private String advice(String name) {
    return Nearest.to(name, known)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> "known are " + String.join(", ", known));
  }
}

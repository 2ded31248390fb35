package dev.jug.cli.command;

import dev.jug.build.option.CommaSeparated;
import dev.jug.engine.error.EngineException.Invalid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one {@code --mount}: {@code NAME=VALUE}, or {@code NAME} alone for true. A field
 * with a comma in it stands in quotation marks as a whole.
 *
 * @param text as it was written
 * @param all names and values, in order
 */
record MountFields(String text, List<Map.Entry<String, String>> all) {
  private static final Set<String> COMMON =
      Set.of(
          "type", "source", "src", "target", "dst", "destination", "readonly", "ro", "consistency");

  static MountFields parse(String text) {
    var all = new ArrayList<Map.Entry<String, String>>();
    for (var field : CommaSeparated.fields(text)) {
      int equals = field.indexOf('=');
      all.add(
          Map.entry(
              equals < 0 ? field : field.substring(0, equals),
              equals < 0 ? "true" : field.substring(equals + 1)));
    }
    return new MountFields(text, List.copyOf(all));
  }

  /** The last value that one of these names has. */
  Optional<String> last(String... names) {
    var wanted = Set.of(names);
    return all.stream()
        .filter(field -> wanted.contains(field.getKey()))
        .map(Map.Entry::getValue)
        .reduce((_, later) -> later);
  }

  /** Whether one of these names is said to be true. */
  boolean flag(String... names) {
    var value = last(names).orElse("false");
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw invalid("invalid value for " + names[0] + ": " + value);
    };
  }

  /** {@code NAME=VALUE} in the values of a name, any number of times. */
  Map<String, String> pairs(String name) {
    var pairs = new LinkedHashMap<String, String>();
    for (var field : all) {
      if (field.getKey().equals(name)) {
        var pair = field.getValue().split("=", 2);
        pairs.put(pair[0], pair.length < 2 ? "" : pair[1]);
      }
    }
    return pairs;
  }

  /** Refuses what is neither common to all types nor one of these names. */
  void only(String... names) {
    var known = Set.of(names);
    for (var field : all) {
      if (!COMMON.contains(field.getKey()) && !known.contains(field.getKey())) {
        throw invalid("unexpected key '" + field.getKey() + "'");
      }
    }
  }

  Invalid invalid(String why) {
    return new Invalid(
        "invalid argument \"" + text + "\" for \"--mount\" flag: " + why,
        "Example: --mount type=volume,source=data,target=/data,readonly");
  }
}

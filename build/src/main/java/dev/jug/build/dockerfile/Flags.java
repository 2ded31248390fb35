package dev.jug.build.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The words with two dashes at the start of an instruction, and what follows them. */
final class Flags {
  private final Map<String, List<String>> given;
  private final String rest;
  private final Set<String> known = new TreeSet<>();

  private Flags(Map<String, List<String>> given, String rest) {
    this.given = given;
    this.rest = rest;
  }

  /** Takes the flags off a line; quotes and escapes in them are taken away. */
  static Flags read(String line, char escape) {
    var given = new LinkedHashMap<String, List<String>>();
    var words = new FlagWords(line, escape);
    for (var word = words.next(); word != null; word = words.next()) {
      int equals = word.indexOf('=');
      var name = equals < 0 ? word : word.substring(0, equals);
      given
          .computeIfAbsent(name, _ -> new ArrayList<>())
          .add(equals < 0 ? "" : word.substring(equals));
    }
    return new Flags(given, words.rest());
  }

  String rest() {
    return rest;
  }

  /** The value of a flag that may be given once; null without. */
  @Nullable String text(String name) {
    var all = texts(name);
    if (all.size() > 1) {
      throw new Mistake("duplicate flag specified: " + name);
    }
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The values of a flag that may be given more than once. */
  List<String> texts(String name) {
    known.add(name);
    var values = given.getOrDefault(name, List.of());
    if (values.contains("")) {
      throw new Mistake("missing a value on flag: " + name, "write --" + name + "=VALUE");
    }
    return values.stream().map(value -> value.substring(1)).toList();
  }

  /** A flag that is true when it stands alone; null without. */
  @Nullable Boolean truth(String name) {
    known.add(name);
    var values = given.get(name);
    if (values == null) {
      return null;
    }
    if (values.size() > 1) {
      throw new Mistake("duplicate flag specified: " + name);
    }
    return switch (values.getFirst()) {
      case "", "=true", "=1" -> true;
      case "=false", "=0" -> false;
      default ->
          throw new Mistake(
              "expecting boolean value for flag "
                  + name
                  + ", not: "
                  + values.getFirst().substring(1),
              "write --" + name + " or --" + name + "=false");
    };
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(truth(name));
  }

  /** To be called when all that an instruction knows was asked for. */
  void refuseOthers() {
    for (var name : given.keySet()) {
      if (!known.contains(name)) {
        throw new Mistake(
            "unknown flag: --" + name + Nearest.hint("--", name, known),
            known.isEmpty()
                ? "this instruction has no flags"
                : "its flags are --" + String.join(", --", known));
      }
    }
  }
}

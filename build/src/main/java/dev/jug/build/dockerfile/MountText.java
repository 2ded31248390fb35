package dev.jug.build.dockerfile;

import dev.jug.build.option.CommaSeparated;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Takes {@code key=value,key} apart: one row of comma-separated values, where quotes may hold. */
final class MountText {
  private static final Map<String, String> SHORT =
      Map.of(
          "src",
          "source",
          "dst",
          "target",
          "destination",
          "target",
          "ro",
          "readonly",
          "rw",
          "readwrite");
  static final Set<String> KEYS =
      Set.of(
          "type",
          "from",
          "source",
          "target",
          "readonly",
          "readwrite",
          "id",
          "size",
          "required",
          "sharing",
          "mode",
          "uid",
          "gid",
          "env");

  private MountText() {}

  static MountFlag read(String text) {
    var options = new LinkedHashMap<String, String>();
    for (var field : CommaSeparated.fields(text)) {
      int equals = field.indexOf('=');
      var word = (equals < 0 ? field : field.substring(0, equals)).toLowerCase(Locale.ROOT);
      var key = SHORT.getOrDefault(word, word);
      if (!KEYS.contains(key)) {
        throw new Mistake(
            "unexpected key '" + word + "' in '" + field + "'" + Nearest.hint(word, KEYS));
      }
      options.put(key, equals < 0 ? "" : field.substring(equals + 1));
    }
    var from = options.get("from");
    if (from != null && from.indexOf('$') >= 0) {
      throw new Mistake(
          "'from' doesn't support variable expansion, define alias stage instead",
          "write FROM " + from + " AS name, and from=name");
    }
    return new MountFlag(text, options);
  }
}

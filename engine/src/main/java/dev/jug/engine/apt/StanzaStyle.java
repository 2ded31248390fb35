package dev.jug.engine.apt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The style of files that end in {@code .sources} (sources.list(5), "DEB822-STYLE FORMAT"). */
final class StanzaStyle {
  /** What is asked for by other names, or for people only. */
  private static final Set<String> KNOWN =
      Set.of("types", "uris", "suites", "components", "enabled", "description");

  private StanzaStyle() {}

  /** The sources of binary packages that are not disabled. */
  static List<AptSource> read(String text) {
    var sources = new ArrayList<AptSource>();
    var lines = new ArrayList<String>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          if (!line.isBlank()) {
            lines.add(line);
          } else if (!lines.isEmpty()) {
            source(fields(lines)).ifPresent(sources::add);
            lines.clear();
          }
        });
    source(fields(lines)).ifPresent(sources::add);
    return sources;
  }

  /** Values as they stand there, those of several lines with the line breaks. */
  private static Map<String, String> fields(List<String> lines) {
    var fields = new HashMap<String, String>();
    var name = "";
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (Character.isWhitespace(line.charAt(0))) {
        fields.merge(name, "\n" + line, String::concat);
      } else if (colon > 0) {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        fields.put(name, line.substring(colon + 1).stripTrailing());
      }
    }
    return fields;
  }

  private static Optional<AptSource> source(Map<String, String> fields) {
    var components = words(fields, "components");
    boolean enabled =
        !Set.of("no", "false", "0").contains(fields.getOrDefault("enabled", "").strip());
    if (!enabled || !words(fields, "types").contains("deb") || components.isEmpty()) {
      return Optional.empty();
    }
    var more = new HashMap<>(fields);
    more.keySet().removeIf(name -> name.isEmpty() || name.startsWith("x-") || KNOWN.contains(name));
    var uris = words(fields, "uris").stream().map(uri -> uri.replaceFirst("/+$", "")).toList();
    return Optional.of(new AptSource(uris, words(fields, "suites"), components, more));
  }

  private static List<String> words(Map<String, String> fields, String name) {
    var text = fields.getOrDefault(name, "").strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
  }
}

package dev.jug.engine.apt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The style of {@code sources.list} (sources.list(5), "ONE-LINE-STYLE FORMAT"). */
final class OneLineStyle {
  private static final Pattern LINE =
      Pattern.compile("deb\\s+(?:\\[(?<options>[^]]*)]\\s*)?(?<uri>\\S+)\\s+(?<rest>\\S.*)");

  /** Names that deb822 style has otherwise. */
  private static final Map<String, String> PLURALS =
      Map.of("arch", "architectures", "lang", "languages", "target", "targets");

  private OneLineStyle() {}

  /** The sources of binary packages; what is no such line is left out. */
  static List<AptSource> read(String text) {
    var sources = new ArrayList<AptSource>();
    text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .forEach(line -> source(line).ifPresent(sources::add));
    return sources;
  }

  /** Without components the suite is a path: no distribution is kept like that. */
  private static Optional<AptSource> source(String line) {
    var matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var words = List.of(matcher.group("rest").split("\\s+", -1));
    var options = matcher.group("options");
    return words.size() < 2
        ? Optional.empty()
        : Optional.of(
            new AptSource(
                List.of(matcher.group("uri").replaceFirst("/+$", "")),
                List.of(words.getFirst()),
                words.subList(1, words.size()),
                fields(options == null ? "" : options)));
  }

  private static Map<String, String> fields(String options) {
    var fields = new HashMap<String, String>();
    for (var option : options.strip().split("\\s+", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        var name = option.substring(0, equals).toLowerCase(Locale.ROOT);
        var value = option.substring(equals + 1).replace("\"", "").replace(',', ' ');
        fields.put(PLURALS.getOrDefault(name, name), " " + value);
      }
    }
    return fields;
  }
}

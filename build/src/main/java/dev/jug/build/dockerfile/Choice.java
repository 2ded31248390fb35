package dev.jug.build.dockerfile;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A flag whose value is one of a few words. */
final class Choice {
  private Choice() {}

  static <E extends Enum<E>> E of(Class<E> type, String flag, @Nullable String text, E usual) {
    if (text == null) {
      return usual;
    }
    var words =
        Stream.of(type.getEnumConstants())
            .collect(Collectors.toMap(each -> each.name().toLowerCase(Locale.ROOT), each -> each));
    var found = words.get(text);
    if (found == null) {
      throw new Mistake(
          "invalid value for flag " + flag + ": " + text + Nearest.hint(text, words.keySet()),
          "it takes " + String.join(", ", words.keySet().stream().sorted().toList()));
    }
    return found;
  }
}

package dev.jug.build.dockerfile.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code # check=} says, or the argument {@code BUILDKIT_DOCKERFILE_CHECK}.
 *
 * @param skip titles of rules that do not count, in small letters; {@code all} for none at all
 * @param experimental titles of experimental rules that count, in small letters
 * @param error whether a finding makes the build fail
 */
public record CheckOptions(Set<String> skip, Set<String> experimental, boolean error) {
  private static final String ALL = "all";

  public CheckOptions {
    skip = Set.copyOf(skip);
    experimental = Set.copyOf(experimental);
  }

  /**
   * Reads {@code skip=A,B;experimental=C;error=true}. What it does not know it leaves alone.
   *
   * @param text null for nothing said
   */
  public static CheckOptions parse(@Nullable String text) {
    var options = new CheckOptions(Set.of(), Set.of(), false);
    for (var part : text == null ? new String[0] : text.split(";", -1)) {
      var pair = part.strip().split("=", 2);
      options = pair.length < 2 ? options : options.with(pair[0].strip(), pair[1].strip());
    }
    return options;
  }

  private CheckOptions with(String key, String value) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "skip" -> new CheckOptions(words(value), experimental, error);
      case "experimental" -> new CheckOptions(skip, words(value), error);
      case "error" -> new CheckOptions(skip, experimental, value.equalsIgnoreCase("true"));
      default -> this;
    };
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a rule counts. */
  public boolean counts(Rule rule) {
    var title = rule.title().toLowerCase(Locale.ROOT);
    boolean wanted = !rule.isExperimental() || has(experimental, title);
    return wanted && !has(skip, title);
  }

  private static boolean has(Set<String> titles, String title) {
    return titles.contains(title) || titles.contains(ALL);
  }
}

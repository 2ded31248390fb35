package dev.jug.play.pod;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code $(NAME)} as Kubernetes does; {@code $$(NAME)} stays as {@code $(NAME)}. */
final class Expansion {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^()]+)\\)");

  private Expansion() {}

  /** What is not known stays as it is written. */
  static String of(String text, Map<String, String> variables) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(value(found.group(), found.group(1), variables)));
  }

  /**
   * The same where all has to be known.
   *
   * @throws Invalid if something is not
   */
  static String whole(String text, Map<String, String> variables) {
    var found = REFERENCE.matcher(text);
    while (found.find()) {
      var name = found.group(1);
      if (name != null && !variables.containsKey(name)) {
        throw new Invalid(
            "the container has no variable " + name + ", which " + text + " needs",
            "Add it to env.");
      }
    }
    return of(text, variables);
  }

  private static String value(String written, @Nullable String name, Map<String, String> known) {
    return name == null ? "$" : known.getOrDefault(name, written);
  }
}

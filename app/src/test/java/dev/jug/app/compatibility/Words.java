package dev.jug.app.compatibility;

import java.util.List;
import java.util.regex.Pattern;

/** Splits a line as a shell does that knows double quotes only. */
final class Words {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

  private Words() {}

  static List<String> of(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toList();
  }
}

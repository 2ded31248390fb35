package dev.jug.build.exec;

import java.util.List;

/**
 * What {@code .dockerignore} says: of all rules that mean a path the last one counts.
 *
 * @param rules in the order of the file
 */
record IgnoredFiles(List<Rule> rules) {
  /**
   * A line.
   *
   * @param pattern of paths
   * @param isException whether they are not left out
   */
  record Rule(String pattern, boolean isException) {}

  IgnoredFiles {
    rules = List.copyOf(rules);
  }

  /** The rules of a file; empty lines and comments are none. */
  static List<Rule> rules(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.equals("!"))
        .map(line ->
            line.startsWith("!")
                ? new Rule(line.substring(1).strip(), true)
                : new Rule(line, false))
        .toList();
  }

  /** Whether a path is left out, with all that is below it. */
  boolean contains(String path) {
    boolean left = false;
    for (var rule : rules) {
      if (rule.isException() == left && Exclusion.matches(rule.pattern(), path)) {
        left = !rule.isException();
      }
    }
    return left && rules.stream().noneMatch(rule -> rule.isException() && isAbove(path, rule));
  }

  /** Whether an exception may be in a directory. */
  private static boolean isAbove(String path, Rule rule) {
    var pattern = rule.pattern().replaceFirst("^/", "");
    return pattern.startsWith("**") || pattern.startsWith(path + "/");
  }
}

package dev.jug.build.exec;

import java.util.List;

/**
 * A pattern of one path component, as Go's {@code filepath.Match} has them: {@code *}, {@code ?},
 * {@code [a-z]}, {@code [^a-z]}, and a backslash for what shall mean itself.
 *
 * @param text as written
 */
record Pattern(String text) {
  private static final String SPECIAL = "*?[\\";

  /** Whether it matches more than its own text. */
  boolean isPlain() {
    return text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** The components of a path; those that mean nothing are left out. */
  static List<Pattern> parts(String path) {
    return List.of(path.split("/", -1)).stream()
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .map(Pattern::new)
        .toList();
  }

  /** Whether a name is meant. */
  boolean matches(String name) {
    return isPlain() ? text.equals(name) : matches(text, name);
  }

  private static boolean matches(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    char first = pattern.charAt(0);
    var rest = pattern.substring(1);
    return switch (first) {
      case '*' -> matches(rest, name) || (!name.isEmpty() && matches(pattern, name.substring(1)));
      case '?' -> !name.isEmpty() && matches(rest, name.substring(1));
      case '[' -> inClass(rest, name);
      case '\\' -> !rest.isEmpty() && literal(rest, name);
      default -> literal(pattern, name);
    };
  }

  private static boolean literal(String pattern, String name) {
    return !name.isEmpty()
        && pattern.charAt(0) == name.charAt(0)
        && matches(pattern.substring(1), name.substring(1));
  }

  private static boolean inClass(String rest, String name) {
    int end = rest.indexOf(']', 1);
    if (end < 0) {
      throw new BuildFailure("syntax error in pattern: a [ has no ]");
    }
    if (name.isEmpty()) {
      return false;
    }
    boolean not = rest.charAt(0) == '^' || rest.charAt(0) == '!';
    boolean within = has(rest.substring(not ? 1 : 0, end), name.charAt(0));
    return within != not && matches(rest.substring(end + 1), name.substring(1));
  }

  private static boolean has(String set, char wanted) {
    for (int i = 0; i < set.length(); i++) {
      boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
      if (range && set.charAt(i) <= wanted && wanted <= set.charAt(i + 2)) {
        return true;
      }
      if (!range && set.charAt(i) == wanted) {
        return true;
      }
      i += range ? 2 : 0;
    }
    return false;
  }
}

package dev.jug.build.exec;

/** Patterns of whole paths, in which {@code **} stands for any number of directories. */
final class Exclusion {
  private static final String ANY = "**";

  private Exclusion() {}

  /** Whether a path, or a directory above it, is meant. */
  static boolean matches(String pattern, String path) {
    return matches(pattern.split("/", -1), 0, path.split("/", -1), 0);
  }

  private static boolean matches(String[] pattern, int at, String[] path, int name) {
    if (at == pattern.length) {
      return true;
    }
    if (pattern[at].isEmpty() || pattern[at].equals(".")) {
      return matches(pattern, at + 1, path, name);
    }
    if (name == path.length) {
      return false;
    }
    if (pattern[at].equals(ANY)) {
      return at + 1 == pattern.length
          || matches(pattern, at + 1, path, name)
          || matches(pattern, at, path, name + 1);
    }
    return new Pattern(pattern[at]).matches(path[name]) && matches(pattern, at + 1, path, name + 1);
  }
}

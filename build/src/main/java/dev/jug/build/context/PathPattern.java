package dev.jug.build.context;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * A pattern of paths, as {@code .dockerignore} and {@code --exclude} have them: {@code *}, {@code
 * ?}, {@code [a-z]} and backslash within a component as Go's {@code filepath.Match}, {@code **} for
 * any number of components. It begins at the root of the context, with or without a slash.
 */
public final class PathPattern {
  private final String text;
  private final Pattern pattern;

  /**
   * @param text components between slashes
   * @throws BadPatternException if a bracket or an escape has no end
   */
  public PathPattern(String text) {
    this.text = clean(text);
    this.pattern = Pattern.compile(new PatternText(this.text).regex(), Pattern.DOTALL);
  }

  /** Without dots, double slashes, and slashes at both ends. */
  public static String clean(String path) {
    var parts = new ArrayDeque<String>();
    for (var part : path.split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> parts.pollLast();
        default -> parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /**
   * Whether a path is meant, or a directory above it.
   *
   * @param path from the root of the context, without a slash in front
   */
  public boolean covers(String path) {
    if (text.isEmpty()) {
      return false;
    }
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (matches(path.substring(0, end))) {
        return true;
      }
    }
    return matches(path);
  }

  /** Whether just this path is meant. */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** Whether something below a directory may be meant: the components that there are agree. */
  public boolean mayBeBelow(String directory) {
    var wanted = text.split("/", -1);
    var names = directory.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      if (i >= wanted.length || wanted[i].contains("**")) {
        return true;
      }
      if (!new PathPattern(wanted[i]).matches(names[i])) {
        return false;
      }
    }
    return true;
  }

  /** The pattern, cleaned. */
  @Override
  public String toString() {
    return text;
  }
}

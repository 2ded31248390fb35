package dev.jug.build.graph;

import dev.jug.build.context.PathPattern;

/** Paths of an image as text; nothing above its root can be named. */
final class Paths {
  private Paths() {}

  /** An absolute path without dots, below another one if it is relative. */
  static String absolute(String cwd, String path) {
    return "/" + clean(path.startsWith("/") ? path : cwd + "/" + path);
  }

  /** The same, where a slash or a dot at the end, which mean a directory, stay a slash. */
  static String destination(String cwd, String path) {
    var plain = absolute(cwd, path);
    boolean directory =
        path.isEmpty() || path.equals(".") || path.endsWith("/") || path.endsWith("/.");
    return directory && !plain.endsWith("/") ? plain + "/" : plain;
  }

  /** Without dots and double slashes, and without a slash in front and at the end. */
  static String clean(String path) {
    return PathPattern.clean(path);
  }
}

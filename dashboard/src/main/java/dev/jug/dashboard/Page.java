package dev.jug.dashboard;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of the page. Names have no directories, so that none leads out of theirs.
 *
 * @param type for Content-Type
 * @param resource its name beside this class
 */
record Page(String type, String resource) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.([a-z]+)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** The one with a name; empty if there is none, or it is of no type that we have. */
  static Optional<Page> named(String name) {
    var match = NAME.matcher(name);
    var type = match.matches() ? TYPES.get(match.group(1)) : null;
    var resource = "web/" + name;
    return type == null || Page.class.getResource(resource) == null
        ? Optional.empty()
        : Optional.of(new Page(type, resource));
  }

  /** What is in it. */
  byte[] bytes() throws IOException {
    try (var in = Page.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the dashboard's file " + resource + " is not in its jar");
      }
      return in.readAllBytes();
    }
  }
}

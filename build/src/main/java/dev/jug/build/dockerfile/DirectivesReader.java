package dev.jug.build.dockerfile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the comments at the top that count. The first line that is no directive ends them. */
final class DirectivesReader {
  private static final Pattern DIRECTIVE =
      Pattern.compile("#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*");

  private final SourceText text;

  DirectivesReader(SourceText text) {
    this.text = text;
  }

  Directives read() {
    var found = new HashMap<String, String>();
    for (int line = 1; line <= text.count() && isOne(line, found); line++) {}
    return new Directives(found.get("syntax"), escape(found), found.get("check"));
  }

  private boolean isOne(int line, Map<String, String> found) {
    var match = DIRECTIVE.matcher(text.line(line));
    if (!match.matches()) {
      return false;
    }
    var name = match.group(1).toLowerCase(Locale.ROOT);
    var value = match.group(2);
    switch (name) {
      case "syntax", "check" -> {}
      case "escape" -> {
        if (!value.equals("\\") && !value.equals("`")) {
          throw text.mistake(
              line, "invalid ESCAPE '" + value + "'. Must be ` or \\", "write # escape=`");
        }
      }
      default -> {
        return false;
      }
    }
    if (found.putIfAbsent(name, value) != null) {
      throw text.mistake(
          line, "only one " + name + " parser directive can be used", "take one of them out");
    }
    return true;
  }

  private static char escape(Map<String, String> found) {
    return found.getOrDefault("escape", "\\").charAt(0);
  }
}

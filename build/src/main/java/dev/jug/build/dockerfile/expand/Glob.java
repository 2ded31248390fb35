package dev.jug.build.dockerfile.expand;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell pattern in {@code ${v#p}} and its kin: {@code *}, {@code ?}, a backslash before others.
 */
final class Glob {
  private final Pattern pattern;

  Glob(String text) {
    var regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '\\' -> {
          i = Math.min(i + 1, text.length() - 1);
          regex.append(Pattern.quote(text.substring(i, i + 1)));
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  String withoutPrefix(String value, boolean longest) {
    for (int i = 0; i <= value.length(); i++) {
      int end = longest ? value.length() - i : i;
      if (pattern.matcher(value).region(0, end).matches()) {
        return value.substring(end);
      }
    }
    return value;
  }

  String withoutSuffix(String value, boolean longest) {
    for (int i = 0; i <= value.length(); i++) {
      int start = longest ? i : value.length() - i;
      if (pattern.matcher(value).region(start, value.length()).matches()) {
        return value.substring(0, start);
      }
    }
    return value;
  }

  String replace(String value, String other, boolean all) {
    var matcher = pattern.matcher(value);
    var literal = Matcher.quoteReplacement(other);
    return all ? matcher.replaceAll(literal) : matcher.replaceFirst(literal);
  }
}

package dev.jug.image.registry.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code WWW-Authenticate} headers (RFC 9110, 11.6.1). One header may hold several
 * challenges, divided by the same comma that divides their parameters; what follows a name tells
 * them apart. What is no challenge ends the reading of its header, not of the others.
 */
final class ChallengeParser {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final String TOKEN68_MARKS = "-._~+/";

  private final String text;
  private int at;

  private ChallengeParser(String text) {
    this.text = text;
  }

  /** The challenges in these headers, in order. */
  static List<Challenge> parse(List<String> headers) {
    return headers.stream()
        .flatMap(text -> new ChallengeParser(text).challenges().stream())
        .toList();
  }

  private List<Challenge> challenges() {
    var found = new ArrayList<Challenge>();
    skip(", \t");
    var scheme = token();
    while (!scheme.isEmpty()) {
      skip(" \t");
      found.add(new Challenge(scheme, parameters()));
      skip(", \t");
      scheme = token();
    }
    return found;
  }

  private Map<String, String> parameters() {
    var parameters = new HashMap<String, String>();
    if (skipToken68()) {
      return parameters;
    }
    while (true) {
      int before = at;
      skip(", \t");
      var name = token().toLowerCase(Locale.ROOT);
      skip(" \t");
      if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
        at = before;
        return parameters;
      }
      at++;
      skip(" \t");
      var value = value();
      if (value.isEmpty()) {
        at = text.length();
        return parameters;
      }
      parameters.putIfAbsent(name, value.get());
    }
  }

  /** Some schemes have one word instead of parameters, such as Negotiate. */
  private boolean skipToken68() {
    int end = at;
    while (end < text.length() && isWord(text.charAt(end), TOKEN68_MARKS)) {
      end++;
    }
    while (end < text.length() && text.charAt(end) == '=') {
      end++;
    }
    int next = end;
    while (next < text.length() && " \t".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    boolean whole = end > at && (next == text.length() || text.charAt(next) == ',');
    at = whole ? next : at;
    return whole;
  }

  private Optional<String> value() {
    return at < text.length() && text.charAt(at) == '"' ? quoted() : Optional.of(token());
  }

  private Optional<String> quoted() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return Optional.of(value.toString());
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    return Optional.empty();
  }

  private String token() {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at), TOKEN_MARKS)) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c, String marks) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || marks.indexOf(c) >= 0;
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}

package dev.jug.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a route, compared segment by segment.
 *
 * @param parts with at most one {@link Tail}
 */
record Pattern(String text, List<Part> parts) implements Comparable<Pattern> {
  sealed interface Part {}

  /** This text. */
  record Literal(String text) implements Part {}

  /** Any one segment. */
  record Variable(String name) implements Part {}

  /** One or more segments, joined by slashes. */
  record Tail(String name) implements Part {}

  /** Reads {@code /images/{name...}/json}. */
  static Pattern parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a pattern begins with a slash: " + text);
    }
    var parts = new ArrayList<Part>();
    for (var segment : text.substring(1).split("/", -1)) {
      parts.add(part(segment));
    }
    if (parts.stream().filter(Tail.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("more than one ... in " + text);
    }
    return new Pattern(text, List.copyOf(parts));
  }

  private static Part part(String segment) {
    boolean variable = segment.startsWith("{") && segment.endsWith("}");
    if (!variable) {
      return new Literal(segment);
    }
    var name = segment.substring(1, segment.length() - 1);
    return name.endsWith("...")
        ? new Tail(name.substring(0, name.length() - 3))
        : new Variable(name);
  }

  /** The values of the variables, if it matches. */
  Optional<Map<String, String>> match(List<String> segments) {
    int extra = segments.size() - parts.size();
    var values = new HashMap<String, String>();
    int at = 0;
    for (var part : parts) {
      if (at >= segments.size()) {
        return Optional.empty();
      }
      int count = part instanceof Tail ? 1 + Math.max(extra, 0) : 1;
      var found = segments.subList(at, Math.min(at + count, segments.size()));
      if (!fits(part, found, values)) {
        return Optional.empty();
      }
      at += count;
    }
    return at == segments.size() ? Optional.of(values) : Optional.empty();
  }

  private static boolean fits(Part part, List<String> found, Map<String, String> values) {
    return switch (part) {
      case Literal(var text) -> found.getFirst().equals(text);
      case Variable(var name) -> {
        values.put(name, found.getFirst());
        yield !found.getFirst().isEmpty() && found.getFirst().indexOf('/') < 0;
      }
      case Tail(var name) -> {
        values.put(name, String.join("/", found));
        yield found.stream().noneMatch(String::isEmpty);
      }
    };
  }

  /** What is more special comes first: literals before variables before tails, from the left. */
  @Override
  public int compareTo(Pattern other) {
    for (int at = 0; at < Math.min(parts.size(), other.parts.size()); at++) {
      int order = Integer.compare(rank(parts.get(at)), rank(other.parts.get(at)));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(other.parts.size(), parts.size());
  }

  private static int rank(Part part) {
    return switch (part) {
      case Literal _ -> 0;
      case Variable _ -> 1;
      case Tail _ -> 2;
    };
  }
}

package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.network.NetworkRecord;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which networks somebody wants to see.
 *
 * @param wanted with Docker's names
 */
public record NetworkFilter(FilterValues wanted) {
  private static final List<String> KEYS =
      List.of("dangling", "driver", "id", "label", "name", "scope", "type");

  /**
   * @throws Invalid if there is no such filter, or no such value
   */
  public NetworkFilter {
    wanted.known(KEYS, "There are " + KEYS + ".");
    wanted.values().forEach((key, values) -> values.forEach(value -> check(key, value)));
  }

  /** Reads {@code KEY=VALUE}, any number of times. */
  public static NetworkFilter parse(List<String> texts) {
    return new NetworkFilter(FilterValues.parse(texts, "driver=bridge"));
  }

  private static void check(String key, String value) {
    switch (key) {
      case "dangling" -> isTrue(value);
      case "type" -> require(List.of("builtin", "custom").contains(value), key, value);
      case "id", "name" -> require(isPattern(value), key, value);
      default -> {}
    }
  }

  private static void require(boolean valid, String key, String value) {
    if (!valid) {
      throw new Invalid("invalid filter '" + key + "=" + value + "'", "");
    }
  }

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  private static boolean isTrue(String value) {
    return switch (value) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default ->
          throw new Invalid("invalid filter 'dangling=" + value + "'", "It is true or false.");
    };
  }

  /**
   * Whether a network is among them.
   *
   * @param used whether a container is on it
   */
  public boolean test(NetworkRecord network, boolean used) {
    return wanted.labels("label", network.labels())
        && wanted.values().keySet().stream()
            .filter(key -> !key.equals("label"))
            .allMatch(key -> wanted.any(key, value -> meets(network, used, key, value)));
  }

  private static boolean meets(NetworkRecord network, boolean used, String key, String value) {
    return switch (key) {
      case "dangling" -> isTrue(value) != used;
      case "driver" -> network.driver().equals(value);
      case "id" -> isPartOf(network.id(), value);
      case "name" -> isPartOf(network.name(), value);
      case "scope" -> value.equals("local");
      default -> network.isPredefined() == value.equals("builtin");
    };
  }

  /** A part of it, or a pattern for a part. */
  private static boolean isPartOf(String text, String value) {
    return text.contains(value) || Pattern.compile(value).matcher(text).find();
  }
}

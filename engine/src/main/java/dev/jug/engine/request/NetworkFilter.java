package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.network.NetworkRecord;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Which networks somebody wants to see, with Docker's filters: for each one of its values must be
 * met, for {@code label} all.
 *
 * @param wanted values by the filter's name
 */
public record NetworkFilter(Map<String, List<String>> wanted) {
  private static final List<String> KEYS =
      List.of("dangling", "driver", "id", "label", "name", "scope", "type");

  /**
   * @throws Invalid if there is no such filter, or no such value
   */
  public NetworkFilter {
    wanted = Map.copyOf(wanted);
    wanted.forEach((key, values) -> {
      if (!KEYS.contains(key)) {
        throw new Invalid("invalid filter '" + key + "'", "There are " + KEYS + ".");
      }
      values.forEach(value -> check(key, value));
    });
  }

  /** Reads {@code KEY=VALUE}, any number of times. */
  public static NetworkFilter parse(List<String> texts) {
    return new NetworkFilter(
        texts.stream()
            .map(NetworkFilter::pair)
            .collect(
                Collectors.groupingBy(
                    pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList()))));
  }

  private static String[] pair(String text) {
    var pair = text.split("=", 2);
    if (pair.length < 2) {
      throw new Invalid("invalid filter '" + text + "'", "Example: driver=bridge");
    }
    return pair;
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
    return wanted.entrySet().stream()
        .allMatch(entry -> meets(network, used, entry.getKey(), entry.getValue()));
  }

  private static boolean meets(
      NetworkRecord network, boolean used, String key, List<String> values) {
    return "label".equals(key)
        ? values.stream().allMatch(label -> LabelFilter.parse(label).test(network.labels()))
        : values.stream().anyMatch(value -> meets(network, used, key, value));
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

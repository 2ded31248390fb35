package dev.jug.engine.event;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.LabelFilter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to hear of: for each key one of its values must be met, for {@code
 * label} all.
 *
 * @param wanted {@code type}, {@code event}, {@code container}, {@code image}, {@code label},
 *     {@code network}, {@code volume}, and what else Docker has, to values
 */
public record EventFilter(Map<String, List<String>> wanted) implements Predicate<Event> {
  /** All events. */
  public static final EventFilter ALL = new EventFilter(Map.of());

  /** What only things that are not there yet have: nothing meets them. */
  private static final List<String> OTHERS =
      List.of("config", "daemon", "node", "plugin", "scope", "secret", "service");

  private static final List<String> KEYS =
      List.of("type", "event", "container", "image", "label", "network", "volume");

  /**
   * @throws Invalid if a key is not known
   */
  public EventFilter {
    wanted = Map.copyOf(wanted);
    for (var key : wanted.keySet()) {
      if (!KEYS.contains(key) && !OTHERS.contains(key)) {
        throw new Invalid("invalid filter '" + key + "'", "There are " + KEYS + ".");
      }
    }
  }

  /** Reads {@code KEY=VALUE}, any number of times. */
  public static EventFilter parse(List<String> texts) {
    return new EventFilter(
        texts.stream()
            .map(EventFilter::pair)
            .collect(
                Collectors.groupingBy(
                    pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList()))));
  }

  private static String[] pair(String text) {
    var pair = text.split("=", 2);
    if (pair.length < 2) {
      throw new Invalid("invalid filter '" + text + "'", "Example: event=start");
    }
    return pair;
  }

  @Override
  public boolean test(Event event) {
    return wanted.entrySet().stream()
        .allMatch(entry -> meets(event, entry.getKey(), entry.getValue()));
  }

  private static boolean meets(Event event, String key, List<String> values) {
    return "label".equals(key)
        ? values.stream().allMatch(label -> LabelFilter.parse(label).test(event.attributes()))
        : values.stream().anyMatch(value -> meets(event, key, value));
  }

  private static boolean meets(Event event, String key, String value) {
    return switch (key) {
      case "type" -> event.type().word().equals(value);
      case "event" -> event.name().equals(value) || event.action().word().equals(value);
      case "container" -> event.type() == Event.Type.CONTAINER && isCalled(event, value);
      case "network" -> event.type() == Event.Type.NETWORK && isCalled(event, value);
      case "volume" -> event.type() == Event.Type.VOLUME && event.id().equals(value);
      case "image" ->
          event.type() == Event.Type.IMAGE
              ? isImage(event.id(), value) || isImage(event.attributes().get("name"), value)
              : isImage(event.attributes().get("image"), value);
      case "scope" -> "local".equals(value);
      default -> false;
    };
  }

  private static boolean isCalled(Event event, String value) {
    return event.id().startsWith(value) || value.equals(event.attributes().get("name"));
  }

  /** With or without its tag. */
  private static boolean isImage(@Nullable String image, String value) {
    if (image == null) {
      return false;
    }
    int colon = image.lastIndexOf(':');
    boolean tagged = colon > image.lastIndexOf('/');
    return image.equals(value) || (tagged && image.substring(0, colon).equals(value));
  }
}

package dev.jug.engine.event;

import dev.jug.engine.request.FilterValues;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to hear of.
 *
 * @param wanted {@code type}, {@code event}, {@code container}, {@code image}, {@code label},
 *     {@code network}, {@code volume}, and what else Docker has
 */
public record EventFilter(FilterValues wanted) implements Predicate<Event> {
  /** What only things that are not there yet have: nothing meets them. */
  private static final List<String> OTHERS =
      List.of("config", "daemon", "node", "plugin", "scope", "secret", "service");

  private static final List<String> KEYS =
      List.of("type", "event", "container", "image", "label", "network", "volume");

  /** All events. */
  public static final EventFilter ALL = new EventFilter(FilterValues.NONE);

  /**
   * @throws dev.jug.engine.error.EngineException if a key is not known
   */
  public EventFilter {
    wanted.known(Stream.concat(KEYS.stream(), OTHERS.stream()).toList(), "There are " + KEYS + ".");
  }

  /** Reads {@code KEY=VALUE}, any number of times. */
  public static EventFilter parse(List<String> texts) {
    return new EventFilter(FilterValues.parse(texts, "event=start"));
  }

  @Override
  public boolean test(Event event) {
    return wanted.labels("label", event.attributes())
        && wanted.values().keySet().stream()
            .filter(key -> !key.equals("label"))
            .allMatch(key -> wanted.any(key, value -> meets(event, key, value)));
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

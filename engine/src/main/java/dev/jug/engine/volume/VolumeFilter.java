package dev.jug.engine.volume;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.LabelFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which volumes somebody wants to see, with Docker's filters: for each key one of its values must
 * be met, for labels all.
 *
 * @param wanted {@code dangling}, {@code driver}, {@code label}, {@code label!}, {@code name} to
 *     values
 */
public record VolumeFilter(Map<String, List<String>> wanted) {
  /** All volumes. */
  public static final VolumeFilter ALL = new VolumeFilter(Map.of());

  private static final Set<String> KEYS = Set.of("dangling", "driver", "label", "label!", "name");
  private static final Set<String> TRUE = Set.of("true", "1", "t", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "0", "f", "False", "FALSE");

  /**
   * @throws Invalid if a key is not known, or a value makes no sense
   */
  public VolumeFilter {
    wanted = Map.copyOf(wanted);
    for (var key : wanted.keySet()) {
      if (!KEYS.contains(key)) {
        throw new Invalid(
            "invalid filter '" + key + "'", "There are dangling, driver, label and name.");
      }
    }
    wanted.getOrDefault("dangling", List.of()).forEach(value -> isTrue("dangling", value));
  }

  /**
   * Reads a word for yes or no.
   *
   * @throws Invalid if it is none
   */
  public static boolean isTrue(String key, String value) {
    if (!TRUE.contains(value) && !FALSE.contains(value)) {
      throw new Invalid("invalid filter '" + key + "=" + value + "'", "Say true or false.");
    }
    return TRUE.contains(value);
  }

  /**
   * Whether it is wanted.
   *
   * @param used whether a container has it
   */
  boolean test(Volume volume, boolean used) {
    return any("dangling", value -> isTrue("dangling", value) != used)
        && any("driver", volume.driver()::equals)
        && any("name", volume.name()::contains)
        && values("label").allMatch(label -> LabelFilter.parse(label).test(volume.labels()))
        && values("label!").noneMatch(label -> LabelFilter.parse(label).test(volume.labels()));
  }

  private boolean any(String key, Predicate<String> matches) {
    return !wanted.containsKey(key) || values(key).anyMatch(matches);
  }

  private Stream<String> values(String key) {
    return wanted.getOrDefault(key, List.of()).stream();
  }
}

package dev.jug.engine.view;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.health.HealthStatus;
import dev.jug.engine.request.LabelFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Which containers somebody wants to see: for each key one of its values must be met, for {@code
 * label} all.
 *
 * @param wanted values by key
 */
public record ContainerFilter(Map<String, List<String>> wanted) {
  /** All containers. */
  public static final ContainerFilter ALL = new ContainerFilter(Map.of());

  /** {@code isolation} is Windows'. */
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "name",
          "status",
          "label",
          "exited",
          "ancestor",
          "before",
          "since",
          "network",
          "volume",
          "health",
          "is-task",
          "publish",
          "expose",
          "isolation");

  /**
   * @throws Invalid if a key is not known
   */
  public ContainerFilter {
    wanted = Map.copyOf(wanted);
    for (var key : wanted.keySet()) {
      if (!KEYS.contains(key)) {
        throw new Invalid("invalid filter '" + key + "'", "See 'jug ps --help'.");
      }
    }
  }

  /**
   * Reads {@code KEY=VALUE}, any number of times.
   *
   * @throws Invalid if one is no such pair, or its key is not known
   */
  public static ContainerFilter parse(List<String> texts) {
    return new ContainerFilter(
        texts.stream()
            .map(ContainerFilter::pair)
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  private static Map.Entry<String, String> pair(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new Invalid("invalid filter '" + text + "'", "Example: status=exited");
    }
    return Map.entry(text.substring(0, equals), text.substring(equals + 1));
  }

  /** Whether it may be met by containers that do not run. */
  public boolean asksForStopped() {
    return wanted.containsKey("status") || wanted.containsKey("exited");
  }

  /**
   * Whether a container is wanted.
   *
   * @param created when a container was made that somebody named
   * @throws Invalid if a value makes no sense
   */
  public boolean test(ContainerView view, Function<String, Instant> created) {
    return any("id", view.id()::startsWith)
        && any("name", name -> isNamed(view, name))
        && any("status", view.state().status().word()::equals)
        && any("exited", Integer.toString(view.state().exitCode())::equals)
        && any("ancestor", image -> isOf(view, image))
        && any("health", HealthStatus.wordOf(view.state().health())::equals)
        && any("is-task", "false"::equals)
        && any("network", view.networkSettings()::isOn)
        && any("volume", volume -> view.mounts().stream().anyMatch(m -> m.isCalled(volume)))
        && any("publish", ports -> PortFilter.parse(ports).isPublished(view))
        && any("expose", ports -> PortFilter.parse(ports).isExposed(view))
        && any("before", other -> view.created().isBefore(created.apply(other)))
        && any("since", other -> view.created().isAfter(created.apply(other)))
        && hasLabels(view);
  }

  private boolean any(String key, Predicate<String> matches) {
    var values = wanted.getOrDefault(key, List.of());
    return values.isEmpty() || values.stream().anyMatch(matches);
  }

  private boolean hasLabels(ContainerView view) {
    return wanted.getOrDefault("label", List.of()).stream()
        .allMatch(label -> LabelFilter.parse(label).test(view.config().labels()));
  }

  /** A part of it, or a pattern for a part, with the leading slash or without. */
  private static boolean isNamed(ContainerView view, String name) {
    try {
      return view.name().contains(name) || Pattern.compile(name).matcher(view.name()).find();
    } catch (PatternSyntaxException e) {
      throw new Invalid("invalid filter 'name=" + name + "': " + e.getDescription(), "");
    }
  }

  private static boolean isOf(ContainerView view, String image) {
    return view.image().equals(image)
        || view.image().equals(image + ":latest")
        || (view.image() + ":latest").equals(image);
  }
}

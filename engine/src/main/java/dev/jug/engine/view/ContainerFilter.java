package dev.jug.engine.view;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.health.HealthStatus;
import dev.jug.engine.request.FilterValues;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which containers somebody wants to see.
 *
 * @param wanted with Docker's names
 */
public record ContainerFilter(FilterValues wanted) {
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

  /** All containers. */
  public static final ContainerFilter ALL = new ContainerFilter(FilterValues.NONE);

  /**
   * @throws dev.jug.engine.error.EngineException if there is no such filter
   */
  public ContainerFilter {
    wanted.known(KEYS, "See 'jug ps --help'.");
  }

  /**
   * Reads {@code KEY=VALUE}, any number of times.
   *
   * @throws dev.jug.engine.error.EngineException if one is no such pair, or no filter
   */
  public static ContainerFilter parse(List<String> texts) {
    return new ContainerFilter(FilterValues.parse(texts, "status=exited"));
  }

  /** Whether it may be met by containers that do not run. */
  public boolean asksForStopped() {
    return wanted.has("status") || wanted.has("exited");
  }

  /**
   * Whether a container is wanted.
   *
   * @param created when a container was made that somebody named
   * @throws Invalid if a value makes no sense
   */
  public boolean test(ContainerView view, Function<String, Instant> created) {
    return wanted.any("id", view.id()::startsWith)
        && wanted.any("name", name -> isNamed(view, name))
        && wanted.any("status", view.state().status().word()::equals)
        && wanted.any("exited", Integer.toString(view.state().exitCode())::equals)
        && wanted.any("ancestor", image -> isOf(view, image))
        && wanted.any("health", HealthStatus.wordOf(view.state().health())::equals)
        && wanted.any("is-task", "false"::equals)
        && wanted.any("network", view.networkSettings()::isOn)
        && wanted.any("volume", volume -> view.mounts().stream().anyMatch(m -> m.isCalled(volume)))
        && wanted.any("publish", ports -> PortFilter.parse(ports).isPublished(view))
        && wanted.any("expose", ports -> PortFilter.parse(ports).isExposed(view))
        && wanted.any("before", other -> view.created().isBefore(created.apply(other)))
        && wanted.any("since", other -> view.created().isAfter(created.apply(other)))
        && wanted.labels("label", view.config().labels());
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

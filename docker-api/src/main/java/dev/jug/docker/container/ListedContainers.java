package dev.jug.docker.container;

import dev.jug.docker.json.Filters;
import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.view.ContainerView;
import dev.jug.engine.view.PortFilter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The containers that {@code GET /containers/json} is about.
 *
 * @param all whether those that do not run are among them
 * @param limit most of them, the newest; 0 for all
 * @param filters which
 */
record ListedContainers(boolean all, int limit, Filters filters) {
  static final Set<String> FILTERS =
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

  List<Container> of(Engine engine) {
    Stream<Container> shown =
        engine.containers().stream()
            .filter(container -> isAsked(container) && matches(container.inspect()))
            .sorted(Comparator.comparing(Container::created).reversed());
    shown = shown.filter(container -> isBetween(engine, container));
    return (limit > 0 ? shown.limit(limit) : shown).toList();
  }

  private boolean isAsked(Container container) {
    boolean everything = all || limit > 0 || filters.has("status") || filters.has("exited");
    return everything || container.status().isRunning();
  }

  private boolean matches(ContainerView view) {
    return filters.any("id", view.id()::startsWith)
        && filters.any("name", name -> isNamed(view, name))
        && filters.any("status", view.state().status().word()::equals)
        && filters.any("exited", Integer.toString(view.state().exitCode())::equals)
        && filters.any("ancestor", image -> isOf(view, image))
        && filters.any("health", health(view)::equals)
        && filters.any("is-task", "false"::equals)
        && filters.any("network", view.networkSettings()::isOn)
        && filters.any("volume", volume -> hasMount(view, volume))
        && filters.any("publish", ports -> PortFilter.parse(ports).isPublished(view))
        && filters.any("expose", ports -> PortFilter.parse(ports).isExposed(view))
        && filters.labels("label", view.config().labels());
  }

  private static boolean hasMount(ContainerView view, String volume) {
    return view.mounts().stream().anyMatch(mount -> mount.isCalled(volume));
  }

  private static String health(ContainerView view) {
    var health = view.state().health();
    return health == null ? "none" : health.status().word();
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

  private boolean isBetween(Engine engine, Container container) {
    return filters.any(
            "before", other -> container.created().isBefore(engine.container(other).created()))
        && filters.any(
            "since", other -> container.created().isAfter(engine.container(other).created()));
  }
}

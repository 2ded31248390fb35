package dev.jug.cli.command;

import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.usage.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last two looks at each of some containers. */
final class UsageSamples {
  private final Engine engine;
  private final List<String> references;
  private final boolean all;
  private Map<String, Usage> before = Map.of();
  private Map<String, Usage> now = Map.of();
  private List<Container> shown = List.of();

  /**
   * @param references whom to look at; all that run if it is empty
   * @param all whether those that do not run are shown too
   */
  UsageSamples(Engine engine, List<String> references, boolean all) {
    this.engine = engine;
    this.references = references;
    this.all = all;
  }

  /**
   * One container.
   *
   * @param now empty if it does not run
   * @param before an earlier look at the same run, if there was one
   */
  record Line(Container container, Optional<Usage> now, Optional<Usage> before) {}

  /** Looks once more. */
  void take() {
    before = now;
    now = new HashMap<>();
    shown = containers();
    for (var container : shown) {
      look(container).ifPresent(usage -> now.put(container.id(), usage));
    }
  }

  private List<Container> containers() {
    if (references.isEmpty()) {
      return engine.containers().stream()
          .filter(container -> all || container.status().isRunning())
          .toList();
    }
    var found = new ArrayList<Container>();
    for (var reference : references) {
      find(reference).ifPresent(found::add);
    }
    return found;
  }

  /** One that was removed meanwhile is not shown any more. */
  private Optional<Container> find(String reference) {
    try {
      return Optional.of(engine.container(reference));
    } catch (EngineException.NotFound _) {
      return Optional.empty();
    }
  }

  private static Optional<Usage> look(Container container) {
    try {
      return Optional.of(container.usage());
    } catch (EngineException.Conflict _) {
      return Optional.empty();
    }
  }

  List<Line> lines() {
    return shown.stream()
        .map(container ->
            new Line(
                container,
                Optional.ofNullable(now.get(container.id())),
                Optional.ofNullable(before.get(container.id()))))
        .toList();
  }
}

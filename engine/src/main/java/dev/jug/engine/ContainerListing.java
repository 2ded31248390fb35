package dev.jug.engine;

import dev.jug.engine.view.ContainerFilter;
import dev.jug.engine.view.ContainerView;
import java.util.List;

/**
 * What somebody wants to see of the containers.
 *
 * @param all those that do not run too
 * @param limit at most so many, the newest, whether they run or not; 0 for all
 * @param filter which
 */
public record ContainerListing(boolean all, int limit, ContainerFilter filter) {

  /**
   * A container in a list.
   *
   * @param view without the paths of its files, as if it had none
   */
  public record Listed(Container container, ContainerView view) {}

  /**
   * The containers, the newest first.
   *
   * @throws dev.jug.engine.error.EngineException if the filter has a value that makes no sense
   */
  public List<Listed> of(Engine engine) {
    boolean stopped = all || limit > 0 || filter.asksForStopped();
    var shown =
        engine.containers().stream()
            .filter(container -> stopped || container.status().isRunning())
            .map(container -> new Listed(container, container.outline()))
            .filter(c -> filter.test(c.view(), name -> engine.container(name).created()));
    return (limit > 0 ? shown.limit(limit) : shown).toList();
  }
}

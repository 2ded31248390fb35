package dev.jug;

import dev.jug.engine.ResourceContainers;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.resource.ResourceView;
import java.util.List;

/** Budgets for containers and processes together: {@link Jug#resources}. Thread-safe. */
public final class Resources {
  private final ResourceContainers all;

  Resources(ResourceContainers all) {
    this.all = all;
  }

  /**
   * Makes one.
   *
   * @param name a name, or that of its parent, a slash and a name
   * @param limits for all in it together; {@link ResourceOptions#NONE} only counts
   * @throws EngineException.Conflict if there is one of this name
   */
  public ResourceContainer create(String name, ResourceOptions limits) {
    all.create(name, limits, FixedLimits.NONE);
    return new ResourceContainer(all, name);
  }

  /**
   * One that is there already.
   *
   * @throws EngineException.NotFound if there is none
   */
  public ResourceContainer find(String name) {
    return new ResourceContainer(all, all.inspect(name).name());
  }

  /** All of them, parents first. */
  public List<ResourceContainer> list() {
    return all.list().stream()
        .map(ResourceView::name)
        .map(name -> new ResourceContainer(all, name))
        .toList();
  }
}

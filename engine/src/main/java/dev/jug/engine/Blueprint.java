package dev.jug.engine;

import dev.jug.engine.request.ContainerRequest;

/**
 * What a container was made from, for those who want another one like it.
 *
 * @param container the container
 */
public record Blueprint(Container container) {
  /** Its name. */
  public String name() {
    return container.record().name();
  }

  /** What was asked for, with the engine's decisions. */
  public ContainerRequest request() {
    return container.record().request();
  }
}

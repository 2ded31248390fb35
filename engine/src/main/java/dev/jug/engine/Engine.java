package dev.jug.engine;

import dev.jug.engine.event.Events;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.runtime.ContainerRuntime;
import dev.jug.runtime.plan.Plan;
import java.util.List;

/**
 * Makes containers and finds them again. Thread-safe. Closing it, or its death at any instant, changes nothing for running
 * containers: the next engine with the same directories finds them.
 */
public final class Engine implements AutoCloseable {
  private Engine() {}

  /**
   * Opens the engine of these directories, and puts right what an earlier one left unfinished.
   *
   * @param runtime starts processes; closed with the engine
   * @throws dev.jug.engine.error.EngineException if the directories cannot be used
   */
  public static Engine open(EngineConfig config, ContainerRuntime runtime) {
    throw new UnsupportedOperationException();
  }

  /** Makes a container; it does not run yet. */
  public Container create(ContainerRequest request) {
    throw new UnsupportedOperationException();
  }

  /**
   * The container with this name, id, or unambiguous beginning of an id.
   *
   * @throws dev.jug.engine.error.EngineException.NotFound if there is none
   */
  public Container container(String reference) {
    throw new UnsupportedOperationException();
  }

  /** All containers, the newest first. */
  public List<Container> containers() {
    throw new UnsupportedOperationException();
  }

  /** The launch plan a container would be started with. Makes nothing. */
  public Plan plan(ContainerRequest request) {
    throw new UnsupportedOperationException();
  }

  /** What happens to containers. */
  public Events events() {
    throw new UnsupportedOperationException();
  }

  /** Whether a container or a process in one runs: an engine that is not busy may stop without anyone noticing. */
  public boolean busy() {
    throw new UnsupportedOperationException();
  }

  /** Stops watching; containers go on. */
  @Override
  public void close() {}
}

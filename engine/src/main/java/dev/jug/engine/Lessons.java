package dev.jug.engine;

import dev.jug.engine.container.Ids;
import dev.jug.engine.learn.Lesson;
import dev.jug.engine.request.ContainerRequest;

/** Finds out what containers need. */
public final class Lessons {
  private static final int NAME = 12;

  private final Services services;

  Lessons(Services services) {
    this.services = services;
  }

  /**
   * Watches a container that is about to be made.
   *
   * @throws dev.jug.engine.error.EngineException if it has no filter of the engine's
   */
  public Lesson begin(ContainerRequest request) {
    var name = Ids.exec(services.random()).substring(0, NAME);
    return Lesson.begin(services.layout().live().resolve("lessons").resolve(name), request);
  }
}

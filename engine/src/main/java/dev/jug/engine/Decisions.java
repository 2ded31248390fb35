package dev.jug.engine;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.selinux.Labelling;
import dev.jug.engine.userns.UserRanges;

/**
 * What the engine decides of a new container that nobody else may have: ids of the machine, and
 * what SELinux knows it by.
 */
record Decisions(UserRanges users, Labelling labels) {
  /**
   * Decides for a container that is being made.
   *
   * @throws dev.jug.engine.error.EngineException if it cannot have what it needs
   */
  UserRanges.Decision decide(String id, ContainerRequest request) {
    var ids = users.decide(id, request);
    try {
      var labelled = labels.decide(id, ids.request());
      return new UserRanges.Decision(labelled, () -> settled(id, ids));
    } catch (RuntimeException e) {
      ids.close();
      throw e;
    }
  }

  private void settled(String id, UserRanges.Decision ids) {
    labels.settled(id);
    ids.close();
  }

  /** What would be decided now. */
  ContainerRequest imagine(ContainerRequest request) {
    return labels.imagine(users.imagine(request));
  }
}

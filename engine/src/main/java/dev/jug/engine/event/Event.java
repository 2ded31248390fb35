package dev.jug.engine.event;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a container.
 *
 * @param action what
 * @param id the container's id
 * @param time when
 * @param attributes more about it: {@code name}, {@code image}, {@code exitCode}, {@code signal},
 *     {@code execID}, and the container's labels
 */
public record Event(Action action, String id, Instant time, Map<String, String> attributes) {
  /** What can happen; Docker's words in lower case. */
  public enum Action {
    CREATE,
    START,
    DIE,
    STOP,
    KILL,
    OOM,
    PAUSE,
    UNPAUSE,
    UPDATE,
    RENAME,
    RESTART,
    DESTROY,
    EXEC_START,
    EXEC_DIE,
    ATTACH,
    COMMIT,
    RESIZE
  }

  public Event {
    attributes = Map.copyOf(attributes);
  }
}

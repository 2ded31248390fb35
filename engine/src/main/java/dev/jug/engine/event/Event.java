package dev.jug.engine.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Something that happened.
 *
 * @param type to what kind of thing
 * @param action what
 * @param detail what more its name has, such as the command of an exec; empty for nothing
 * @param id the container's id, the network's, or the volume's name
 * @param time when
 * @param attributes more about it: {@code name}, {@code image}, {@code exitCode}, {@code signal},
 *     {@code execID}, and the container's labels; of a network {@code name}, {@code type}, {@code
 *     container}; of what was refused there {@code by}, {@code source}, {@code destination}, {@code
 *     protocol}, {@code port}
 */
public record Event(
    Type type,
    Action action,
    String detail,
    String id,
    Instant time,
    Map<String, String> attributes) {
  /** What things can happen to; Docker's words in lower case. */
  public enum Type {
    CONTAINER,
    NETWORK,
    VOLUME;

    /** Docker's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
    EXEC_CREATE,
    EXEC_START,
    EXEC_DIE,
    HEALTH_STATUS,
    ATTACH,
    COMMIT,
    CONNECT,
    DISCONNECT,
    MOUNT,
    UNMOUNT,
    RESIZE,
    /** Not Docker's: something that a container sent was not let through. */
    REFUSE;

    /** Docker's word. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Event {
    attributes = Map.copyOf(attributes);
  }

  /** Something that happened to a container. */
  public Event(
      Action action, String detail, String id, Instant time, Map<String, String> attributes) {
    this(Type.CONTAINER, action, detail, id, time, attributes);
  }

  /** Docker's name for it, such as {@code start} or {@code health_status: healthy}. */
  public String name() {
    return detail.isEmpty() ? action.word() : action.word() + ": " + detail;
  }
}

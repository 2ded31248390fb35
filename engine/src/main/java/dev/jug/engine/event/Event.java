package dev.jug.engine.event;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/**
 * Something that happened.
 *
 * @param type to what kind of thing
 * @param action what
 * @param detail what more its name has, such as the command of an exec; empty for nothing
 * @param id the container's id, the network's, the image's, or the volume's name; of what is pulled
 *     and pushed the name; the directory on the disk that is full; empty for {@link Action#PRUNE}
 * @param time when
 * @param attributes more about it: {@code name}, {@code image}, {@code exitCode}, {@code signal},
 *     {@code execID}, and the container's labels; of a network {@code name}, {@code type}, {@code
 *     container}; of what was refused there {@code by}, {@code source}, {@code destination}, {@code
 *     protocol}, {@code port}; of an image {@code name} and its labels; of {@link Action#PRUNE}
 *     {@code reclaimed}, in bytes; of {@link Action#DISK_FULL} {@code usedPercent}, and the {@code
 *     container} that takes the most of it with its {@code bytes}
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
    VOLUME,
    IMAGE,
    /** What builds keep. */
    BUILDER,
    /** The engine itself. */
    DAEMON;

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
    PULL,
    PUSH,
    TAG,
    UNTAG,
    DELETE,
    LOAD,
    IMPORT,
    SAVE,
    PRUNE,
    /** Not Docker's: a container uses so much of its memory limit. */
    MEMORY_THRESHOLD,
    /** Not Docker's: something that a container sent was not let through. */
    REFUSE,
    /** Not Docker's: the disk is fuller than it should be, and nothing may go by itself. */
    DISK_FULL;

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

  /** What nobody used is gone, and so many bytes of the disk are free again. */
  public static Event pruned(Type type, long bytes, InstantSource clock) {
    var attributes = Map.of("reclaimed", Long.toString(bytes));
    return new Event(type, Action.PRUNE, "", "", clock.instant(), attributes);
  }

  /** Whether it has the fields that events had when they were of containers and images only. */
  public boolean isOfOldKind() {
    return type == Type.CONTAINER || type == Type.IMAGE;
  }

  /** Docker's name for it, such as {@code start} or {@code health_status: healthy}. */
  public String name() {
    return detail.isEmpty() ? action.word() : action.word() + ": " + detail;
  }
}

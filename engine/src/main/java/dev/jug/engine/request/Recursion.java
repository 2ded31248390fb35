package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;

/** What a bind mount does about mounts below its source; Docker's {@code bind-recursive}. */
public enum Recursion {
  /** They come along, and are read-only where the mount is. */
  ENABLED,
  /** They stay behind. */
  DISABLED,
  /** They come along, and can be written to although the mount is read-only. */
  WRITABLE,
  /** As enabled, and for read-only mounts that keep to themselves only. */
  READONLY;

  /**
   * Reads Docker's word.
   *
   * @throws Invalid if it is none
   */
  public static Recursion parse(String text) {
    return switch (text) {
      case "enabled", "" -> ENABLED;
      case "disabled" -> DISABLED;
      case "writable" -> WRITABLE;
      case "readonly" -> READONLY;
      default ->
          throw new Invalid(
              "invalid value for bind-recursive: " + text,
              "There are enabled, disabled, writable and readonly.");
    };
  }
}

package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;

/** Places in containers where something is mounted. */
public final class MountTarget {
  private MountTarget() {}

  /**
   * A place without {@code .}, {@code ..} and double slashes.
   *
   * @param type of the mount, for the message
   * @throws Invalid if it is no absolute path, or the root
   */
  public static String checked(String type, String text) {
    if (!text.startsWith("/")) {
      throw new Invalid(
          "invalid mount config for type \""
              + type
              + "\": invalid mount path: '"
              + text
              + "' mount path must be absolute",
          "");
    }
    var plain = plain(text);
    if (plain.equals("/")) {
      throw new Invalid(
          "invalid mount config for type \""
              + type
              + "\": invalid specification: destination can't be '/'",
          "");
    }
    return plain;
  }

  /** A place without {@code .}, {@code ..} and double slashes. */
  public static String plain(String text) {
    return Path.of(text).normalize().toString();
  }
}

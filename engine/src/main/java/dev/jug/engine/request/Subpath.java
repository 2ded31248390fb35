package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of something that is mounted in its place, as people write it. */
final class Subpath {
  private Subpath() {}

  /**
   * One that stays where it belongs, as far as its words say.
   *
   * @param type of the mount
   * @param whole what it is a part of, for the message
   * @throws Invalid if it does not
   */
  static String checked(String type, String whole, @Nullable String written) {
    var subpath = Objects.requireNonNullElse(written, "");
    if (subpath.startsWith("/") || Path.of(subpath).normalize().startsWith("..")) {
      throw new Invalid(
          "invalid mount config for type \""
              + type
              + "\": invalid subpath: '"
              + subpath
              + "' must be a relative path within the "
              + whole,
          "");
    }
    return subpath;
  }
}

package dev.jug.engine.volume;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.regex.Pattern;

/** Names of volumes: which are allowed. None begins with a dot, which is for what is half made. */
final class VolumeName {
  private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
  private static final int LONGEST = 255;

  private VolumeName() {}

  /**
   * Checks a name that a person chose.
   *
   * @throws Invalid if it is not allowed
   */
  static String checked(String name) {
    if (name.length() == 1) {
      throw new Invalid(
          "volume name is too short, names should be at least two alphanumeric characters", "");
    }
    if (!isAllowed(name)) {
      throw new Invalid(
          '"'
              + name
              + "\" includes invalid characters for a local volume name, only"
              + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host"
              + " directory, use absolute path",
          name.length() > LONGEST ? "A name has at most " + LONGEST + " characters." : "");
    }
    return name;
  }

  /** Whether a volume can be called that; then it is no path either. */
  static boolean isAllowed(String name) {
    return ALLOWED.matcher(name).matches() && name.length() <= LONGEST;
  }
}

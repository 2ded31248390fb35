package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Set;

/**
 * A container whose volumes and bind mounts another one gets too.
 *
 * @param container its name or id
 * @param readOnly whether the other may not write to them
 * @param text as it was asked for
 */
public record VolumesFrom(String container, boolean readOnly, String text) {
  private static final Set<String> MODES = Set.of("", "ro", "rw", "z", "Z");

  /**
   * Reads {@code CONTAINER[:ro|rw]}.
   *
   * @throws Invalid if it has another form
   */
  public static VolumesFrom parse(String text) {
    int colon = text.indexOf(':');
    var mode = colon < 0 ? "" : text.substring(colon + 1);
    var container = colon < 0 ? text : text.substring(0, colon);
    if (container.isEmpty()) {
      throw new Invalid("malformed volumes-from specification: '" + text + "'", "");
    }
    if (!MODES.contains(mode)) {
      throw new Invalid("invalid mode for volumes-from: " + mode, "There are ro and rw.");
    }
    return new VolumesFrom(container, mode.equals("ro"), text);
  }
}

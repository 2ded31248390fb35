package dev.jug.engine.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where an engine keeps what, and how.
 *
 * @param dataRoot what outlives a restart of the machine ({@code data-root}); an environment
 *     variable wins
 * @param storageDriver how layers of images are kept ({@code storage-driver})
 * @param cgroupParent the group above the engine's ({@code cgroup-parent})
 */
public record PlaceSettings(
    Optional<Path> dataRoot, Optional<String> storageDriver, Optional<String> cgroupParent) {
  private static final Map<String, String> DRIVERS =
      Map.of("erofs", "erofs", "overlay", "overlay", "overlay2", "overlay", "vfs", "vfs");

  static PlaceSettings read(Section section) {
    if (section.has("exec-root")) {
      throw section.wrong(
          "exec-root",
          "commands must find the engine without this file; set JUG_RUN for the engine and"
              + " JUG_SOCKET for commands instead");
    }
    return new PlaceSettings(
        section.parsed("data-root", "an absolute path", PlaceSettings::absolute),
        section.parsed("storage-driver", "erofs, overlay2 or vfs", PlaceSettings::driver),
        section.parsed("cgroup-parent", "an absolute path of a group", PlaceSettings::group));
  }

  static Path absolute(String text) {
    var path = Path.of(text);
    if (!path.isAbsolute() || !path.equals(path.normalize())) {
      throw new IllegalArgumentException("it must begin with / and be plain");
    }
    return path;
  }

  private static String group(String text) {
    if (text.endsWith(".slice")) {
      throw new IllegalArgumentException("slices of systemd are not used by this engine");
    }
    return absolute(text).toString();
  }

  private static String driver(String text) {
    return Optional.ofNullable(DRIVERS.get(text))
        .orElseThrow(() -> new IllegalArgumentException("there is no such driver"));
  }
}

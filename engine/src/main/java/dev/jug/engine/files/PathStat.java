package dev.jug.engine.files;

import dev.jug.linux.fs.Entries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What is at a path, itself and not what a link leads to.
 *
 * @param name the path's last name
 * @param size bytes
 * @param mode type and permissions, as inode(7) has them
 * @param modified when its content was changed
 * @param linkTarget where a symbolic link leads; empty for anything else
 */
public record PathStat(String name, long size, int mode, Instant modified, String linkTarget) {

  /**
   * Looks.
   *
   * @throws dev.jug.engine.error.EngineException.NotFound if there is nothing
   */
  public static PathStat of(Place place) {
    try (var directory = place.directory()) {
      var name = place.name().bytes();
      var status = Entries.find(directory, name).orElseThrow(place::missing);
      return new PathStat(
          place.plain().isEmpty() ? "/" : place.name().toString(),
          status.size(),
          status.mode(),
          Instant.ofEpochSecond(status.seconds(), status.nanos()),
          status.isLink() ? new String(Entries.link(directory, name), StandardCharsets.UTF_8) : "");
    }
  }
}

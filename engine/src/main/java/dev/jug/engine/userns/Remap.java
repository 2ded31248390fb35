package dev.jug.engine.userns;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.IdMap;
import dev.jug.oci.runtime.IdMapping;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose subordinate ids containers have ({@code userns-remap}).
 *
 * @param user whose users; {@code default} for the engine's own
 * @param group whose groups
 */
public record Remap(String user, String group) {
  /** The user whose ranges in /etc/subuid and /etc/subgid are the engine's. */
  public static final String OWN = "jug";

  private static final String DEFAULT = "default";

  /**
   * Reads {@code default} or {@code USER[:GROUP]}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Remap parse(String text) {
    var parts = text.split(":", -1);
    if (parts.length > 2 || parts[0].isEmpty() || parts[parts.length - 1].isEmpty()) {
      throw new IllegalArgumentException("it has too many parts, or an empty one");
    }
    return new Remap(parts[0], parts[parts.length - 1]);
  }

  /** Whose they are if nobody is named. */
  static Remap own() {
    return new Remap(DEFAULT, DEFAULT);
  }

  private boolean isOwn() {
    return user.equals(DEFAULT);
  }

  /** What all containers have: the ranges one after the other, from 0 on. */
  IdMap map(IdFiles files) {
    return new IdMap(joined(users(files), "uid", user), joined(groups(files), "gid", group));
  }

  /** Those that there are for users. */
  List<IdRange> users(IdFiles files) {
    return ranges(files, files.uids(), user);
  }

  /** Those that there are for groups. */
  List<IdRange> groups(IdFiles files) {
    return ranges(files, files.gids(), group);
  }

  private List<IdRange> ranges(IdFiles files, SubordinateIds ids, String owner) {
    if (!isOwn()) {
      return ids.of(owner);
    }
    var own = ids.of(OWN);
    return own.isEmpty() ? List.of(files.remapped()) : own;
  }

  private static List<IdMapping> joined(List<IdRange> ranges, String kind, String owner) {
    if (ranges.isEmpty()) {
      throw new Invalid(
          "userns-remap: no sub" + kind + " ranges found for \"" + owner + "\"",
          "Add a line to /etc/sub" + kind + ", such as " + owner + ":100000:65536.");
    }
    var map = new ArrayList<IdMapping>();
    long from = 0;
    for (var range : ranges) {
      map.add(new IdMapping(from, range.start(), range.size()));
      from += range.size();
    }
    return map;
  }
}

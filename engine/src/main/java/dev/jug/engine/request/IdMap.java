package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.runtime.IdMapping;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which ids of the machine the ids of a container are (user_namespaces(7)).
 *
 * @param uids of users, at least one range
 * @param gids of groups, at least one range
 */
public record IdMap(List<IdMapping> uids, List<IdMapping> gids) {
  /** Of (uid_t) -1, which is nobody. */
  private static final long NO_ID = 0xffff_ffffL;

  /** The kernel takes no more. */
  private static final int MOST_RANGES = 340;

  public IdMap {
    uids = sorted(uids);
    gids = sorted(gids);
  }

  private static List<IdMapping> sorted(List<IdMapping> ranges) {
    return ranges.stream().sorted(Comparator.comparingLong(IdMapping::containerID)).toList();
  }

  /** The same ranges for users and groups. */
  public static IdMap of(List<IdMapping> both) {
    return new IdMap(both, both);
  }

  /**
   * Reads {@code CONTAINER:HOST:SIZE}.
   *
   * @throws Invalid if it is none
   */
  static IdMapping range(String text) {
    var parts = text.split(":", -1);
    try {
      if (parts.length == 3) {
        var range =
            new IdMapping(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        if (isPossible(range)) {
          return range;
        }
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new Invalid(
        "invalid range of ids: " + text, "It is CONTAINER:HOST:SIZE, such as 0:100000:65536.");
  }

  private static boolean isPossible(IdMapping range) {
    long highest = Math.max(range.containerID(), range.hostID());
    boolean counts = range.containerID() >= 0 && range.hostID() >= 0 && range.size() > 0;
    return counts && range.size() <= NO_ID && highest + range.size() <= NO_ID;
  }

  /**
   * Checks that no id is there twice, at either side.
   *
   * @throws Invalid naming the ranges
   */
  public void check() {
    check(uids);
    check(gids);
  }

  private static void check(List<IdMapping> ranges) {
    if (ranges.isEmpty() || ranges.size() > MOST_RANGES) {
      throw new Invalid("a user namespace has 1 to " + MOST_RANGES + " ranges of ids", "");
    }
    for (int i = 0; i < ranges.size(); i++) {
      var one = ranges.get(i);
      for (var other : ranges.subList(i + 1, ranges.size())) {
        if (meet(one.containerID(), one.size(), other.containerID(), other.size())
            || meet(one.hostID(), one.size(), other.hostID(), other.size())) {
          throw new Invalid("ranges of ids overlap: " + shown(one) + " and " + shown(other), "");
        }
      }
    }
  }

  private static boolean meet(long one, long size, long other, long otherSize) {
    return one < other + otherSize && other < one + size;
  }

  static String shown(IdMapping range) {
    return range.containerID() + ":" + range.hostID() + ":" + range.size();
  }

  /** How many ids there are from 0 on without a gap, for groups. */
  public long groupsFromZero() {
    long end = 0;
    for (var range : gids) {
      if (range.containerID() != end) {
        return end;
      }
      end += range.size();
    }
    return end;
  }

  /** Whether root of the machine is one of the users or groups. */
  public boolean hasRoot() {
    return Stream.concat(uids.stream(), gids.stream()).anyMatch(range -> range.hostID() == 0);
  }
}

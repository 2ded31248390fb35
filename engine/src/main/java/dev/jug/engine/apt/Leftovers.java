package dev.jug.engine.apt;

import dev.jug.image.tar.Name;
import dev.jug.linux.fs.FileStatus;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What is in a new root file system although no package put it there: traces of the making, of this
 * machine, and of the time.
 */
public final class Leftovers implements BiPredicate<Name, FileStatus> {
  /**
   * Nothing below these stays, for something else is mounted there, or it is empty at each start.
   */
  private static final List<String> EMPTY = List.of("dev", "proc", "sys", "tmp", "var/tmp");

  /** No file below these stays, but their directories do. */
  private static final List<String> CACHES =
      List.of(
          "run",
          "var/cache/apt",
          "var/cache/fontconfig",
          "var/cache/ldconfig",
          "var/cache/man",
          "var/lib/apt/lists",
          "var/log");

  /** Who logged in when: programs write there only if the files are there. */
  private static final Set<String> LOGINS =
      Set.of("var/log/btmp", "var/log/faillog", "var/log/lastlog", "var/log/wtmp");

  private static final Set<String> FILES =
      Set.of(
          "etc/hostname",
          "etc/resolv.conf",
          "etc/apt/apt.conf.d/00mmdebstrap",
          "etc/apt/apt.conf.d/99mmdebstrap",
          "etc/apt/sources.list.d/0000build.sources",
          "var/lib/apt/lists/auxfiles",
          "var/lib/dbus/machine-id",
          "var/lib/systemd/random-seed");

  /** Files that were copied for the time of the making. */
  private static final String PINS = "etc/apt/preferences.d/jug-";

  @Override
  public boolean test(Name name, FileStatus status) {
    var path = name.toString();
    return isBelow(path, EMPTY.stream())
        || (!status.isDirectory() && isBelow(path, CACHES.stream()) && !LOGINS.contains(path))
        || FILES.contains(path)
        || path.startsWith(PINS)
        || isOldCopy(path);
  }

  private static boolean isBelow(String path, Stream<String> directories) {
    return directories.anyMatch(directory -> path.startsWith(directory + "/"));
  }

  /** dpkg and debconf keep what they replaced. */
  private static boolean isOldCopy(String path) {
    return path.endsWith("-old") && isBelow(path, Stream.of("var/lib/dpkg", "var/cache/debconf"));
  }
}

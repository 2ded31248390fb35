package dev.jug.engine.files;

import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the engine leaves in a container's root so that it can mount things: no change of its. */
final class EngineTraces {
  /** Files that the engine writes for each container. */
  static final List<String> WRITTEN = List.of("/etc/hostname", "/etc/hosts", "/etc/resolv.conf");

  private static final Name ETC = Name.of("etc");
  private static final int PERMISSIONS = 07777;
  private static final int NEW_DIRECTORY = 0755;

  private static final Set<Name> PLACES =
      Set.of(
          Name.of("dev"),
          Name.of("proc"),
          Name.of("sys"),
          Name.of("etc/hostname"),
          Name.of("etc/hosts"),
          Name.of("etc/mtab"),
          Name.of("etc/resolv.conf"),
          Name.of(".dockerenv"));

  private EngineTraces() {}

  /**
   * Which paths are such traces.
   *
   * @param upper what is not as in the image, opened to read its names
   * @param lower opens the image's united tree, which few need
   */
  static Predicate<Name> in(Fd upper, Supplier<Fd> lower) {
    Predicate<Name> places = PLACES::contains;
    return isEtcOurs(upper, lower) ? places.or(ETC::equals) : places;
  }

  /** Where a file is put into /etc, overlayfs copies the directory or makes one: is that all? */
  private static boolean isEtcOurs(Fd upper, Supplier<Fd> lower) {
    var now = Entries.find(upper, ETC.bytes()).filter(FileStatus::isDirectory);
    if (now.isEmpty()) {
      return false;
    }
    try (var etc = Entries.directory(upper, ETC.bytes())) {
      return Entries.names(etc).stream().map(Name::new).map(ETC::resolve).allMatch(PLACES::contains)
          && isAsItWas(now.get(), lower);
    }
  }

  private static boolean isAsItWas(FileStatus now, Supplier<Fd> lower) {
    int mode = now.mode() & PERMISSIONS;
    try (var image = lower.get()) {
      return Entries.find(image, ETC.bytes())
          .map(was -> (was.mode() & PERMISSIONS) == mode && isOf(now, was.uid(), was.gid()))
          .orElseGet(() -> mode == NEW_DIRECTORY && isOf(now, 0, 0));
    }
  }

  private static boolean isOf(FileStatus entry, int uid, int gid) {
    return entry.uid() == uid && entry.gid() == gid;
  }
}

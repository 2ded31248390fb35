package dev.jug.linux.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Mount options, sorted into what mount(2) and mount_setattr(2) take as bits and what goes to the
 * file system as text.
 *
 * @param flags bits of mount(2)
 * @param attributesSet bits of mount_setattr(2) to set
 * @param attributesCleared bits of mount_setattr(2) to clear
 * @param propagation MS_PRIVATE, MS_SLAVE, MS_SHARED or MS_UNBINDABLE if one was asked for
 * @param bind whether this is a bind mount
 * @param recursive whether the bind takes along what is mounted below
 * @param data the remaining options, joined by commas
 */
public record MountOptions(
    long flags,
    long attributesSet,
    long attributesCleared,
    Optional<Propagation> propagation,
    boolean bind,
    boolean recursive,
    String data) {
  /** mount(2): read-only. */
  public static final long MS_RDONLY = 1;

  /** mount_setattr(2): read-only. */
  public static final long MOUNT_ATTR_RDONLY = 1;

  private static final long ATIME_MASK = 0x70;

  /** One option: its bits for mount(2) and for mount_setattr(2), and whether it clears them. */
  private record Option(long flag, long attribute, boolean clears) {}

  private static final Map<String, Option> OPTIONS =
      Map.ofEntries(
          Map.entry("ro", set(1, 0x1)),
          Map.entry("rw", clear(1, 0x1)),
          Map.entry("nosuid", set(2, 0x2)),
          Map.entry("suid", clear(2, 0x2)),
          Map.entry("nodev", set(4, 0x4)),
          Map.entry("dev", clear(4, 0x4)),
          Map.entry("noexec", set(8, 0x8)),
          Map.entry("exec", clear(8, 0x8)),
          Map.entry("sync", set(16, 0)),
          Map.entry("async", clear(16, 0)),
          Map.entry("dirsync", set(128, 0)),
          Map.entry("nosymfollow", set(256, 0x200000)),
          Map.entry("symfollow", clear(256, 0x200000)),
          Map.entry("noatime", set(1024, 0x10)),
          Map.entry("nodiratime", set(2048, 0x80)),
          Map.entry("diratime", clear(2048, 0x80)),
          Map.entry("relatime", set(1 << 21, 0)),
          Map.entry("strictatime", set(1 << 24, 0x20)),
          Map.entry("silent", set(1 << 15, 0)),
          Map.entry("defaults", set(0, 0)));

  private static Option set(long flag, long attribute) {
    return new Option(flag, attribute, false);
  }

  private static Option clear(long flag, long attribute) {
    return new Option(flag, attribute, true);
  }

  /** The names of all options that are not a file system's own, sorted. */
  public static List<String> names() {
    var names = new TreeSet<>(OPTIONS.keySet());
    names.addAll(List.of("bind", "rbind"));
    for (var propagation : Propagation.values()) {
      var name = propagation.name().toLowerCase(Locale.ROOT);
      names.addAll(List.of(name, "r" + name));
    }
    return List.copyOf(names);
  }

  /** Sorts a list of options; those it does not know are the file system's own. */
  public static MountOptions parse(List<String> options) {
    long flags = 0;
    long attributes = 0;
    long cleared = 0;
    for (var name : options) {
      var option = OPTIONS.get(name);
      if (option != null) {
        flags = option.clears() ? flags & ~option.flag() : flags | option.flag();
        attributes =
            option.clears() ? attributes & ~option.attribute() : attributes | option.attribute();
        cleared = option.clears() ? cleared | option.attribute() : cleared & ~option.attribute();
      }
    }
    long atime = (attributes & ATIME_MASK) == 0 ? 0 : ATIME_MASK;
    return new MountOptions(
        flags,
        attributes,
        cleared | atime,
        options.stream().map(Propagation::parse).flatMap(Optional::stream).reduce((a, b) -> b),
        options.contains("bind") || options.contains("rbind"),
        options.contains("rbind"),
        data(options));
  }

  private static String data(List<String> options) {
    var rest = new ArrayList<String>();
    for (var name : options) {
      boolean known =
          OPTIONS.containsKey(name)
              || "bind".equals(name)
              || "rbind".equals(name)
              || Propagation.parse(name).isPresent();
      if (!known) {
        rest.add(name);
      }
    }
    return String.join(",", rest);
  }
}

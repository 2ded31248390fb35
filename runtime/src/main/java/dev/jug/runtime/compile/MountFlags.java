package dev.jug.runtime.compile;

import dev.jug.runtime.plan.Arg;
import java.util.ArrayList;
import java.util.List;

/** Flags of mount(2), shown by their names. */
final class MountFlags {
  private record Name(long bit, String text) {}

  private static final List<Name> NAMES =
      List.of(
          new Name(1, "MS_RDONLY"),
          new Name(1 << 1, "MS_NOSUID"),
          new Name(1 << 2, "MS_NODEV"),
          new Name(1 << 3, "MS_NOEXEC"),
          new Name(1 << 4, "MS_SYNCHRONOUS"),
          new Name(1 << 5, "MS_REMOUNT"),
          new Name(1 << 6, "MS_MANDLOCK"),
          new Name(1 << 7, "MS_DIRSYNC"),
          new Name(1 << 8, "MS_NOSYMFOLLOW"),
          new Name(1 << 10, "MS_NOATIME"),
          new Name(1 << 11, "MS_NODIRATIME"),
          new Name(1 << 12, "MS_BIND"),
          new Name(1 << 15, "MS_SILENT"),
          new Name(1 << 21, "MS_RELATIME"),
          new Name(1 << 23, "MS_I_VERSION"),
          new Name(1 << 24, "MS_STRICTATIME"),
          new Name(1 << 25, "MS_LAZYTIME"));

  private MountFlags() {}

  static Arg arg(long bits) {
    var names = new ArrayList<String>();
    for (var name : NAMES) {
      if ((bits & name.bit()) != 0) {
        names.add(name.text());
      }
    }
    return Arg.flags(bits, names.isEmpty() ? "0" : String.join("|", names));
  }
}

package dev.jug.linux.mount;

import dev.jug.linux.mount.MountOption.Bit;
import dev.jug.linux.mount.MountOption.Sharing;
import dev.jug.linux.mount.MountOption.TreeBit;
import dev.jug.linux.mount.MountOption.Word;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The options that are not a file system's own (config.md, "Linux mount options"). */
final class MountOptionTable {
  private static final long ATIME = 0x70;
  private static final Map<String, MountOption> OPTIONS = Map.copyOf(all());

  private MountOptionTable() {}

  /** The options by name. */
  static Map<String, MountOption> options() {
    return OPTIONS;
  }

  private static SortedMap<String, MountOption> all() {
    var all = new TreeMap<String, MountOption>();
    fileSystems(all);
    mounts(all);
    for (var kind : Propagation.values()) {
      var name = kind.name().toLowerCase(Locale.ROOT);
      all.put(name, new Sharing(kind, Depth.MOUNT));
      all.put("r" + name, new Sharing(kind, Depth.TREE));
    }
    for (var word : Word.values()) {
      all.put(word.name().toLowerCase(Locale.ROOT), word);
    }
    return all;
  }

  private static void fileSystems(Map<String, MountOption> all) {
    opposites(all, "sync", "async", 1 << 4);
    opposites(all, "mand", "nomand", 1 << 6);
    opposites(all, "silent", "loud", 1 << 15);
    opposites(all, "iversion", "noiversion", 1 << 23);
    opposites(all, "lazytime", "nolazytime", 1 << 25);
    all.put("dirsync", new Bit(1 << 7, 0, 0, false));
  }

  private static void opposites(
      Map<String, MountOption> all, String name, String opposite, long flag) {
    all.put(name, new Bit(flag, 0, 0, false));
    all.put(opposite, new Bit(flag, 0, 0, true));
  }

  private static void mounts(Map<String, MountOption> all) {
    attribute(all, "ro", "rw", 1, 0x1, 0x1);
    attribute(all, "nosuid", "suid", 1 << 1, 0x2, 0x2);
    attribute(all, "nodev", "dev", 1 << 2, 0x4, 0x4);
    attribute(all, "noexec", "exec", 1 << 3, 0x8, 0x8);
    attribute(all, "nosymfollow", "symfollow", 1 << 8, 0x200000, 0x200000);
    attribute(all, "nodiratime", "diratime", 1 << 11, 0x80, 0x80);
    attribute(all, "noatime", "atime", 1 << 10, 0x10, ATIME);
    attribute(all, "relatime", "norelatime", 1 << 21, 0, ATIME);
    attribute(all, "strictatime", "nostrictatime", 1 << 24, 0x20, ATIME);
  }

  private static void attribute(
      Map<String, MountOption> all, String name, String opposite, long flag, long bit, long mask) {
    all.put(name, new Bit(flag, bit, mask, false));
    all.put(opposite, new Bit(flag, bit, mask, true));
    all.put("r" + name, new TreeBit(bit, mask, false));
    all.put("r" + opposite, new TreeBit(bit, mask, true));
  }
}

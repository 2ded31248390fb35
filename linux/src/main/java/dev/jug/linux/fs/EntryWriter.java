package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries in directories of trees that others may be changing meanwhile: each is reached from
 * the open directory it is in, and links are never followed. Names are bytes, as the kernel has
 * them. What is made is for us alone until {@link #describe} says otherwise.
 */
public final class EntryWriter {
  private static final int S_IFMT = 0xf000;
  private static final int S_IFLNK = 0xa000;
  private static final int OURS_ALONE = 0700;
  private static final int O_WRONLY_CREAT_EXCL_NOFOLLOW_CLOEXEC =
      1 | 0x40 | 0x80 | 0x20000 | 0x80000;
  private static final int AT_FDCWD = -100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int SEEK_SET = 0;
  private static final int RENAME_NOREPLACE = 1;
  private static final long MOST_AT_ONCE = 1L << 30;

  private EntryWriter() {}

  /** Makes a directory; one that is there is fine. */
  public static void directory(Fd parent, byte[] name) {
    try (var arena = Arena.ofConfined()) {
      long made = Kernel.raw(Call.MKDIRAT, parent.number(), EntryName.in(arena, name), OURS_ALONE);
      if (made != -Errno.EEXIST.number()) {
        Kernel.check(made, Call.MKDIRAT, EntryName.shown(name));
      }
    }
  }

  /** Makes an empty file, which must not be there yet, and opens it to write. */
  public static Fd file(Fd parent, byte[] name) {
    try (var arena = Arena.ofConfined()) {
      long opened =
          Kernel.raw(
              Call.OPENAT,
              parent.number(),
              EntryName.in(arena, name),
              O_WRONLY_CREAT_EXCL_NOFOLLOW_CLOEXEC,
              OURS_ALONE);
      return new Fd((int) Kernel.check(opened, Call.OPENAT, EntryName.shown(name)));
    }
  }

  /**
   * Makes a device, a named pipe, or overlayfs' whiteout (mknodat(2)).
   *
   * @param type as in the mode of stat(2)
   */
  public static void node(Fd parent, byte[] name, int type, int major, int minor) {
    try (var arena = Arena.ofConfined()) {
      int mode = (type & S_IFMT) | OURS_ALONE;
      long made =
          Kernel.raw(
              Call.MKNODAT,
              parent.number(),
              EntryName.in(arena, name),
              major == 0 && minor == 0 ? type & S_IFMT : mode,
              device(major, minor));
      Kernel.check(made, Call.MKNODAT, EntryName.shown(name));
    }
  }

  /** The kernel's form of a device number (linux/kdev_t.h). */
  private static long device(int major, int minor) {
    return (minor & 0xff) | ((long) major << 8) | ((minor & ~0xffL) << 12);
  }

  /** Makes a symbolic link. */
  public static void link(Fd parent, byte[] name, byte[] target) {
    try (var arena = Arena.ofConfined()) {
      long made =
          Kernel.raw(
              Call.SYMLINKAT,
              EntryName.in(arena, target),
              parent.number(),
              EntryName.in(arena, name));
      Kernel.check(made, Call.SYMLINKAT, EntryName.shown(name));
    }
  }

  /** Gives a file one more name. */
  public static void hardLink(Fd from, byte[] present, Fd to, byte[] name) {
    try (var arena = Arena.ofConfined()) {
      long made =
          Kernel.raw(
              Call.LINKAT,
              from.number(),
              EntryName.in(arena, present),
              to.number(),
              EntryName.in(arena, name),
              0);
      Kernel.check(made, Call.LINKAT, EntryName.shown(present), EntryName.shown(name));
    }
  }

  /**
   * Moves an entry to another directory of the same file system (renameat2(2)).
   *
   * @return false if there is one of this name already; then nothing is moved
   */
  public static boolean move(Fd from, Fd to, byte[] name) {
    try (var arena = Arena.ofConfined()) {
      long native_ = EntryName.in(arena, name);
      long moved =
          Kernel.raw(
              Call.RENAMEAT2, from.number(), native_, to.number(), native_, RENAME_NOREPLACE);
      if (moved == -Errno.EEXIST.number()) {
        return false;
      }
      Kernel.check(moved, Call.RENAMEAT2, EntryName.shown(name));
      return true;
    }
  }

  /** Removes an entry with all that is below it; one that is not there is fine. */
  public static void remove(Fd parent, byte[] name) {
    var failure = unlink(parent, name, 0);
    if (failure == Errno.EISDIR) {
      try (var directory = Entries.directory(parent, name)) {
        for (var below : Entries.names(directory)) {
          remove(directory, below);
        }
      }
      failure = unlink(parent, name, AT_REMOVEDIR);
    }
    if (failure != null && failure != Errno.ENOENT) {
      throw new SysException(Call.UNLINKAT.toString(), failure, EntryName.shown(name));
    }
  }

  private static @Nullable Errno unlink(Fd parent, byte[] name, int flags) {
    try (var arena = Arena.ofConfined()) {
      long done = Kernel.raw(Call.UNLINKAT, parent.number(), EntryName.in(arena, name), flags);
      return done < 0 ? Errno.of((int) -done) : null;
    }
  }

  /**
   * Copies bytes between files (sendfile(2)).
   *
   * @param offset where to begin reading
   * @param place where to begin writing
   */
  public static void copy(Fd from, long offset, Fd to, long place, long count) {
    try (var arena = Arena.ofConfined()) {
      Kernel.check(Kernel.raw(Call.LSEEK, to.number(), place, SEEK_SET), Call.LSEEK, to);
      var at = arena.allocateFrom(JAVA_LONG, offset);
      for (long left = count; left > 0; ) {
        long most = Math.min(left, MOST_AT_ONCE);
        long done = Kernel.raw(Call.SENDFILE, to.number(), from.number(), at.address(), most);
        left -= Kernel.check(done, Call.SENDFILE, count);
        if (done == 0) {
          throw new IllegalArgumentException("the file has no " + count + " bytes at " + offset);
        }
      }
    }
  }

  /** Gives a file its size; what was not written is a hole. */
  public static void resize(Fd file, long size) {
    Kernel.check(Kernel.raw(Call.FTRUNCATE, file.number(), size), Call.FTRUNCATE, size);
  }

  /**
   * What an entry is, besides its content.
   *
   * @param mode type and permissions
   * @param uid owner
   * @param gid group
   * @param seconds when it was changed, since 1970
   * @param nanos the fraction of that, 0 … 999 999 999
   */
  public record Description(int mode, int uid, int gid, long seconds, int nanos) {}

  /**
   * Gives an entry owner, permissions and times; extended attributes come in between, because a
   * change of owner clears some and times must be last.
   *
   * @param entry opened by {@link Entries#location}
   */
  public static void describe(Fd entry, Description description, Map<String, byte[]> attributes) {
    try (var arena = Arena.ofConfined()) {
      long nothing = EntryName.in(arena, new byte[0]);
      long path = Kernel.path(arena, "/proc/self/fd/" + entry.number()).address();
      own(entry, nothing, description);
      if ((description.mode() & S_IFMT) != S_IFLNK) {
        long changed = Kernel.raw(Call.FCHMODAT, AT_FDCWD, path, description.mode() & ~S_IFMT);
        Kernel.check(changed, Call.FCHMODAT, entry);
      }
      attributes.forEach((name, value) -> set(arena, path, name, value));
      date(arena, entry, nothing, description);
    }
  }

  private static void own(Fd entry, long nothing, Description description) {
    long owned =
        Kernel.raw(
            Call.FCHOWNAT,
            entry.number(),
            nothing,
            Integer.toUnsignedLong(description.uid()),
            Integer.toUnsignedLong(description.gid()),
            AT_EMPTY_PATH);
    Kernel.check(owned, Call.FCHOWNAT, description.uid(), description.gid());
  }

  /** Links and devices cannot have a user's (xattr(7)); some file systems have none at all. */
  private static void set(Arena arena, long path, String name, byte[] value) {
    var bytes = arena.allocate(Math.max(value.length, 1));
    MemorySegment.copy(value, 0, bytes, JAVA_BYTE, 0, value.length);
    long done =
        Kernel.raw(
            Call.SETXATTR,
            path,
            Kernel.path(arena, name).address(),
            bytes.address(),
            value.length,
            0);
    boolean impossible = done == -Errno.EPERM.number() && name.startsWith("user.");
    if (!impossible && done != -Errno.EOPNOTSUPP.number()) {
      Kernel.check(done, Call.SETXATTR, name);
    }
  }

  private static void date(Arena arena, Fd entry, long nothing, Description description) {
    var times = arena.allocate(4 * JAVA_LONG.byteSize(), 8);
    for (int i = 0; i < 2; i++) {
      times.setAtIndex(JAVA_LONG, 2L * i, description.seconds());
      times.setAtIndex(JAVA_LONG, 2L * i + 1, description.nanos());
    }
    long dated =
        Kernel.raw(Call.UTIMENSAT, entry.number(), nothing, times.address(), AT_EMPTY_PATH);
    Kernel.check(dated, Call.UTIMENSAT, description.seconds());
  }
}

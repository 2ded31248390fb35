package dev.jug.linux.fs;

import static dev.jug.linux.fs.OpenFlag.O_CLOEXEC;
import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_NOFOLLOW;
import static dev.jug.linux.fs.OpenFlag.O_NONBLOCK;
import static dev.jug.linux.fs.OpenFlag.O_PATH;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Entries of directories, for trees that others may be changing meanwhile: each is reached from the
 * open directory it is in, and links are never followed. Names are bytes, as the kernel has them.
 */
public final class Entries {
  private static final int O_RDONLY = 0;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_FDCWD = -100;
  private static final int LONGEST_LINK = 4096;
  private static final int USUAL_ATTRIBUTE = 1 << 10;
  private static final int LARGEST_ATTRIBUTE = 1 << 16;
  private static final int LISTING = 1 << 16;
  private static final int NAME_IN_DIRENT = 19;
  private static final int LENGTH_IN_DIRENT = 16;

  private Entries() {}

  /**
   * The names in a directory, in no order, without {@code .} and {@code ..} (getdents64(2)).
   *
   * @param directory opened by {@link #directory}; read once only
   */
  public static List<byte[]> names(Fd directory) {
    var names = new ArrayList<byte[]>();
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocate(LISTING, 8);
      long count;
      do {
        count = Kernel.raw(Call.GETDENTS64, directory.number(), buffer.address(), LISTING);
        Kernel.check(count, Call.GETDENTS64, directory);
        for (long at = 0; at < count; at += buffer.get(JAVA_SHORT, at + LENGTH_IN_DIRENT)) {
          add(names, terminated(buffer.asSlice(at + NAME_IN_DIRENT)));
        }
      } while (count > 0);
    }
    return names;
  }

  private static void add(List<byte[]> names, byte[] name) {
    boolean dots = name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
    if (!dots) {
      names.add(name);
    }
  }

  private static byte[] terminated(MemorySegment text) {
    int length = 0;
    while (text.get(JAVA_BYTE, length) != 0) {
      length++;
    }
    return text.asSlice(0, length).toArray(JAVA_BYTE);
  }

  /**
   * Of an entry itself.
   *
   * @param name empty for the directory
   * @throws SysException if there is no such entry
   */
  public static FileStatus status(Fd directory, byte[] name) {
    try (var arena = Arena.ofConfined()) {
      var status = arena.allocate(FileStatus.LENGTH, 8);
      long result =
          Kernel.raw(
              Call.STATX,
              directory.number(),
              EntryName.in(arena, name),
              AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH,
              FileStatus.BASIC,
              status.address());
      Kernel.check(result, Call.STATX, EntryName.shown(name));
      return FileStatus.of(status);
    }
  }

  /** The same; empty if there is no such entry. */
  public static Optional<FileStatus> find(Fd directory, byte[] name) {
    try {
      return Optional.of(status(directory, name));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What a symbolic link says (readlinkat(2)). */
  public static byte[] link(Fd directory, byte[] name) {
    try (var arena = Arena.ofConfined()) {
      var target = arena.allocate(LONGEST_LINK);
      long result =
          Kernel.raw(
              Call.READLINKAT,
              directory.number(),
              EntryName.in(arena, name),
              target.address(),
              LONGEST_LINK);
      long length = Kernel.check(result, Call.READLINKAT, EntryName.shown(name));
      return target.asSlice(0, length).toArray(JAVA_BYTE);
    }
  }

  /**
   * Opens a directory to read its names.
   *
   * @throws SysException if it is not there, or no directory
   */
  public static Fd directory(Fd parent, byte[] name) {
    return open(parent, name, O_RDONLY | O_DIRECTORY);
  }

  /**
   * Opens an entry as a location, whatever it is.
   *
   * @throws SysException if it is not there
   */
  public static Fd location(Fd parent, byte[] name) {
    return open(parent, name, O_PATH);
  }

  /**
   * Opens a regular file to read.
   *
   * @throws SysException if it is not there
   */
  public static Fd file(Fd parent, byte[] name) {
    return open(parent, name, O_RDONLY);
  }

  /** Has everything on the entry's file system written to disk (syncfs(2)). */
  public static void sync(Fd entry) {
    Kernel.check(Kernel.raw(Call.SYNCFS, entry.number()), Call.SYNCFS, entry);
  }

  private static Fd open(Fd parent, byte[] name, int flags) {
    try (var arena = Arena.ofConfined()) {
      long result =
          Kernel.raw(
              Call.OPENAT,
              parent.number(),
              EntryName.in(arena, name),
              flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
              0);
      return new Fd((int) Kernel.check(result, Call.OPENAT, EntryName.shown(name)));
    }
  }

  /**
   * The content of a regular file.
   *
   * @throws SysException if it is not there
   * @throws FileNotFoundException if it cannot be read
   */
  public static InputStream content(Fd parent, byte[] name) throws FileNotFoundException {
    try (var file = open(parent, name, O_RDONLY)) {
      return new FileInputStream("/proc/self/fd/" + file.number());
    }
  }

  /**
   * Extended attributes of an entry by name (xattr(7)); none where the file system has none.
   *
   * @param entry opened by {@link #location}, {@link #directory} or {@link #file}
   */
  public static Map<String, byte[]> attributes(Fd entry) {
    try {
      return attributes(entry, USUAL_ATTRIBUTE);
    } catch (SysException e) {
      if (e.errno() == Errno.ERANGE) {
        return attributes(entry, LARGEST_ATTRIBUTE);
      }
      throw e;
    }
  }

  /** A location has none by itself: those are asked for by its name in proc(5). */
  private static Map<String, byte[]> attributes(Fd entry, int room) {
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocate(room);
      long length =
          Kernel.raw(Call.FLISTXATTR, entry.number(), buffer.address(), buffer.byteSize());
      if (length == -Errno.EBADF.number()) {
        long path = Kernel.path(arena, "/proc/self/fd/" + entry.number()).address();
        return attributes(Call.LISTXATTR, Call.GETXATTR, path, arena, buffer);
      }
      return length == 0
          ? new TreeMap<>()
          : attributes(Call.FLISTXATTR, Call.FGETXATTR, entry.number(), arena, buffer);
    }
  }

  private static Map<String, byte[]> attributes(
      Call list, Call get, long entry, Arena arena, MemorySegment buffer) {
    var attributes = new TreeMap<String, byte[]>();
    long room = buffer.byteSize();
    long length = some(Kernel.raw(list, entry, buffer.address(), room), list);
    var names = buffer.asSlice(0, length).toArray(JAVA_BYTE);
    for (var name : new String(names, StandardCharsets.UTF_8).split("\0", -1)) {
      if (!name.isEmpty()) {
        long key = Kernel.path(arena, name).address();
        long size = some(Kernel.raw(get, entry, key, buffer.address(), room), get);
        attributes.put(name, buffer.asSlice(0, size).toArray(JAVA_BYTE));
      }
    }
    return attributes;
  }

  private static long some(long result, Call call) {
    boolean none = result == -Errno.ENODATA.number() || result == -Errno.EOPNOTSUPP.number();
    return none ? 0 : Kernel.check(result, call);
  }

  /**
   * Opens a directory of the host to read its names.
   *
   * @throws SysException if it is not there, or no directory
   */
  public static Fd directory(java.nio.file.Path path) {
    try (var arena = Arena.ofConfined()) {
      long result =
          Kernel.raw(
              Call.OPENAT,
              AT_FDCWD,
              Kernel.path(arena, path.toString()).address(),
              O_RDONLY | O_DIRECTORY | O_CLOEXEC,
              0);
      return new Fd((int) Kernel.check(result, Call.OPENAT, path));
    }
  }
}

package dev.jug.linux.fs;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.linux.Fd;
import dev.jug.linux.fs.EntryWriter.Description;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies trees as they are: owners, permissions, times, extended attributes, links of both kinds,
 * devices. Each entry is reached from the open directory it is in, and no symbolic link is ever
 * followed, whoever changes the trees meanwhile. Of what is mounted below, only the place comes
 * along. Not thread-safe.
 */
public final class TreeCopy {
  private static final int O_PATH_DIRECTORY = O_PATH | O_DIRECTORY;
  private static final byte[] HERE = {'.'};

  /** What overlayfs notes for itself means nothing elsewhere. */
  private static final String OVERLAY = "trusted.overlay.";

  private final Fd target;
  private final Map<Identity, byte[]> placed = new HashMap<>();

  /** A file, whatever its names. */
  private record Identity(long device, long inode) {}

  private TreeCopy(Fd target) {
    this.target = target;
  }

  /**
   * Copies all that is in a directory into an empty one, which becomes as the first one is.
   *
   * @param from a location (O_PATH) of a directory, or one opened to read
   * @param to a directory, opened to read its names
   * @throws dev.jug.linux.SysException if something cannot be read or written; it is named
   */
  public static void copy(Fd from, Fd to) {
    var status = Entries.status(from, new byte[0]);
    new TreeCopy(to).fill(from, to, new byte[0]);
    describe(from, status, to);
  }

  /**
   * Gives a directory the owner, permissions, times and attributes of another one.
   *
   * @throws dev.jug.linux.SysException if something cannot be read or written
   */
  public static void describe(Fd from, Fd to) {
    describe(from, Entries.status(from, new byte[0]), to);
  }

  private void fill(Fd from, Fd to, byte[] path) {
    try (var listed = Entries.directory(from, HERE)) {
      for (var name : Entries.names(listed)) {
        add(listed, name, to, joined(path, name));
      }
    }
  }

  private static byte[] joined(byte[] path, byte[] name) {
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(path);
    if (path.length > 0) {
      joined.write('/');
    }
    joined.writeBytes(name);
    return joined.toByteArray();
  }

  /** What goes away meanwhile is not copied. */
  private void add(Fd from, byte[] name, Fd to, byte[] path) {
    var status = Entries.find(from, name);
    if (status.isEmpty() || status.get().isWhiteout()) {
      return;
    }
    if (status.get().isDirectory()) {
      directory(from, name, status.get(), to, path);
    } else {
      other(from, name, status.get(), to, path);
    }
  }

  private void directory(Fd from, byte[] name, FileStatus status, Fd to, byte[] path) {
    EntryWriter.directory(to, name);
    try (var source = Entries.directory(from, name);
        var copy = Entries.directory(to, name)) {
      if (!status.isMountRoot()) {
        fill(source, copy, path);
      }
      describe(source, status, copy);
    }
  }

  private void other(Fd from, byte[] name, FileStatus status, Fd to, byte[] path) {
    var identity = new Identity(status.device(), status.inode());
    var first = status.links() > 1 ? placed.putIfAbsent(identity, path) : null;
    if (first != null) {
      hardLink(first, to, name);
      return;
    }
    make(from, name, status, to);
    try (var source = Entries.location(from, name);
        var copy = Entries.location(to, name)) {
      describe(source, status, copy);
    }
  }

  private void hardLink(byte[] first, Fd to, byte[] name) {
    int slash = lastSlash(first);
    var last = Arrays.copyOfRange(first, slash + 1, first.length);
    var above = slash < 0 ? HERE : Arrays.copyOf(first, slash);
    try (var directory = Rooted.openPlain(target, above, O_PATH_DIRECTORY)) {
      EntryWriter.hardLink(directory, last, to, name);
    }
  }

  private static int lastSlash(byte[] path) {
    int at = path.length - 1;
    while (at >= 0 && path[at] != '/') {
      at--;
    }
    return at;
  }

  private static void make(Fd from, byte[] name, FileStatus status, Fd to) {
    if (status.isLink()) {
      EntryWriter.link(to, name, Entries.link(from, name));
    } else if (status.isFile()) {
      try (var source = Entries.file(from, name);
          var copy = EntryWriter.file(to, name)) {
        EntryWriter.copy(source, 0, copy, 0, Entries.status(source, new byte[0]).size());
      }
    } else {
      EntryWriter.node(to, name, status.mode(), status.major(), status.minor());
    }
  }

  private static void describe(Fd from, FileStatus status, Fd to) {
    var attributes = new TreeMap<>(status.isLink() ? Map.of() : Entries.attributes(from));
    attributes.keySet().removeIf(name -> name.startsWith(OVERLAY));
    var description =
        new Description(
            status.mode(), status.uid(), status.gid(), status.seconds(), status.nanos());
    EntryWriter.describe(to, description, attributes);
  }
}

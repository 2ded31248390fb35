package dev.jug.buildkit.files;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.EntryWriter;
import dev.jug.linux.fs.EntryWriter.Description;
import dev.jug.linux.fs.Rooted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes entries that somebody else names below a directory, and nowhere else. Not thread-safe. */
final class ReceivedTree implements AutoCloseable {
  private static final int S_IFDIR = 0x4000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFLNK = 0xa000;
  private static final int LONGEST = 4096;
  private static final long NANOS = 1_000_000_000;

  private final Fd root;
  private String openPath = "";
  private @Nullable Fd open;

  /**
   * @param root stays the caller's
   */
  ReceivedTree(Fd root) {
    this.root = root;
  }

  /**
   * Makes an entry.
   *
   * @return the file to write its content to, which the caller closes; null if it has none
   * @throws IOException if its name makes no sense, or it cannot be made
   */
  @Nullable Fd make(FileStat stat) throws IOException {
    check(stat.path());
    try {
      int slash = stat.path().lastIndexOf('/');
      var parent = directory(slash < 0 ? "" : stat.path().substring(0, slash));
      return make(stat, parent, FileStat.bytes(stat.path().substring(slash + 1)));
    } catch (SysException e) {
      throw new IOException("cannot take " + shown(stat.path()) + ": " + e.getMessage(), e);
    }
  }

  private @Nullable Fd make(FileStat stat, Fd parent, byte[] name) throws IOException {
    if (GoMode.isDirectory(stat.mode())) {
      EntryWriter.directory(parent, name);
      describe(parent, name, S_IFDIR, stat);
    } else if (GoMode.isSymlink(stat.mode())) {
      EntryWriter.link(parent, name, FileStat.bytes(stat.link()));
      describe(parent, name, S_IFLNK, stat);
    } else if (stat.hasContent()) {
      return EntryWriter.file(parent, name);
    } else if (GoMode.isFile(stat.mode())) {
      hardLink(stat.link(), parent, name);
    }
    return null;
  }

  /** Gives a file that was written its attributes. */
  void finish(FileStat stat) {
    int slash = stat.path().lastIndexOf('/');
    var parent = directory(slash < 0 ? "" : stat.path().substring(0, slash));
    describe(parent, FileStat.bytes(stat.path().substring(slash + 1)), S_IFREG, stat);
  }

  private void hardLink(String present, Fd parent, byte[] name) throws IOException {
    check(present);
    int slash = present.lastIndexOf('/');
    var above = slash < 0 ? "." : present.substring(0, slash);
    try (var from = Rooted.openPlain(root, FileStat.bytes(above), O_DIRECTORY)) {
      EntryWriter.hardLink(from, FileStat.bytes(present.substring(slash + 1)), parent, name);
    }
  }

  private static void describe(Fd parent, byte[] name, int type, FileStat stat) {
    var kept = new TreeMap<>(stat.attributes());
    kept.keySet().removeIf(key -> !key.startsWith("user.") && !key.equals("security.capability"));
    var description =
        new Description(
            type | GoMode.permissions(stat.mode()),
            0,
            0,
            Math.floorDiv(stat.time(), NANOS),
            (int) Math.floorMod(stat.time(), NANOS));
    try (var made = Entries.location(parent, name)) {
      EntryWriter.describe(made, description, type == S_IFLNK ? Map.of() : kept);
    }
  }

  /** Entries of one directory come one after the other. */
  private Fd directory(String path) {
    var known = open;
    if (known != null && path.equals(openPath)) {
      return known;
    }
    close();
    var opened = Rooted.openPlain(root, FileStat.bytes(path.isEmpty() ? "." : path), O_DIRECTORY);
    open = opened;
    openPath = path;
    return opened;
  }

  private static void check(String path) throws IOException {
    boolean sound =
        !path.isEmpty()
            && path.length() < LONGEST
            && path.indexOf('\0') < 0
            && List.of(path.split("/", -1)).stream().noneMatch(ReceivedTree::leadsAstray);
    if (!sound) {
      throw new IOException("the client sends a file that has no name: " + shown(path));
    }
  }

  private static boolean leadsAstray(String part) {
    return part.isEmpty() || part.equals(".") || part.equals("..");
  }

  private static String shown(String path) {
    return new String(FileStat.bytes(path), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    var opened = open;
    open = null;
    if (opened != null) {
      opened.close();
    }
  }
}

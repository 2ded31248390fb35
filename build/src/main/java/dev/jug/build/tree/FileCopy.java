package dev.jug.build.tree;

import dev.jug.build.error.BuildFailure;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.EntryWriter;
import dev.jug.linux.fs.EntryWriter.Description;
import dev.jug.linux.fs.FileStatus;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Copies files of a tree into directories of an image. All copies have the same time, so that the
 * same files make the same layer wherever they come from.
 *
 * @param from where they are
 * @param owner of all copies; null for each file's own
 * @param mode permissions of all copies; null for each file's own
 * @param stamp time of all copies, seconds since 1970
 */
public record FileCopy(
    SourceTree from, @Nullable Ownership owner, @Nullable Integer mode, long stamp) {
  private static final int S_IFMT = 0xf000;
  private static final int S_IFREG = 0x8000;
  private static final String OVERLAY = "trusted.overlay.";

  /**
   * Copies all that is in a directory.
   *
   * @param isExcluded paths that stay behind
   */
  public void contents(String path, Fd to, Predicate<String> isExcluded) throws IOException {
    try (var directory = from.open(path)) {
      for (var name : from.names(path)) {
        var below = SourceTree.below(path, name);
        if (!isExcluded.test(below)) {
          entry(directory, name, below, to, isExcluded);
        }
      }
    }
  }

  private void entry(Fd directory, String name, String path, Fd to, Predicate<String> isExcluded)
      throws IOException {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    var status = Entries.status(directory, bytes);
    if (status.isDirectory()) {
      clear(to, bytes, true);
      EntryWriter.directory(to, bytes);
      try (var inner = Entries.directory(to, bytes)) {
        contents(path, inner, isExcluded);
      }
    } else if (!status.isSocket()) {
      clear(to, bytes, false);
      other(directory, bytes, status, to);
    }
    if (!status.isSocket()) {
      try (var source = Entries.location(directory, bytes)) {
        describe(to, bytes, status, Entries.attributes(source));
      }
    }
  }

  private static void other(Fd directory, byte[] name, FileStatus status, Fd to)
      throws IOException {
    if (status.isLink()) {
      EntryWriter.link(to, name, Entries.link(directory, name));
    } else if (status.isFile()) {
      try (var content = Entries.content(directory, name)) {
        write(to, name, content);
      }
    } else {
      EntryWriter.node(to, name, status.mode(), status.major(), status.minor());
    }
  }

  /** Copies one file under a name. */
  public void file(SourceEntry entry, Fd to, String called) throws IOException {
    var name = called.getBytes(StandardCharsets.UTF_8);
    clear(to, name, false);
    try (var content = from.content(entry.path())) {
      write(to, name, content);
    }
    describe(to, name, entry.status(), Map.of());
  }

  /** Writes a file that is in no tree. */
  public void file(InputStream content, int permissions, Fd to, String called) throws IOException {
    var name = called.getBytes(StandardCharsets.UTF_8);
    clear(to, name, false);
    write(to, name, content);
    describe(to, name, description(permissions), Map.of());
  }

  private static void write(Fd to, byte[] name, InputStream content) throws IOException {
    try (var file = EntryWriter.file(to, name);
        var out = new FileOutputStream("/proc/self/fd/" + file.number())) {
      content.transferTo(out);
    }
  }

  /** Makes room: what is there goes, unless a directory shall be what is a directory. */
  private static void clear(Fd to, byte[] name, boolean directory) {
    var there = Entries.find(to, name);
    if (there.isEmpty() || (directory && there.get().isDirectory())) {
      return;
    }
    if (there.get().isDirectory()) {
      throw isDirectory(name);
    }
    EntryWriter.remove(to, name);
  }

  static BuildFailure isDirectory(byte[] name) {
    return new BuildFailure(
        "cannot copy to non-directory: "
            + new String(name, StandardCharsets.UTF_8)
            + " is a directory");
  }

  private void describe(Fd to, byte[] name, FileStatus status, Map<String, byte[]> attributes) {
    describe(to, name, description(status), attributes);
  }

  /** What a copy is said to be. */
  Description description(FileStatus status) {
    var own = from.ours() ? Ownership.ROOT : new Ownership(status.uid(), status.gid());
    int all = mode == null || status.isLink() ? status.mode() : (status.mode() & S_IFMT) | mode;
    return description(all, owner == null ? own : owner);
  }

  /** What the copy of a file that is in no tree is said to be. */
  Description description(int permissions) {
    return description(
        S_IFREG | (mode == null ? permissions : mode), owner == null ? Ownership.ROOT : owner);
  }

  private Description description(int all, Ownership whose) {
    return new Description(all, whose.uid(), whose.gid(), stamp, 0);
  }

  private static void describe(
      Fd to, byte[] name, Description how, Map<String, byte[]> attributes) {
    var kept = new TreeMap<>(attributes);
    kept.keySet().removeIf(key -> key.startsWith(OVERLAY) || key.equals("security.selinux"));
    try (var made = Entries.location(to, name)) {
      EntryWriter.describe(made, how, kept);
    }
  }
}

package dev.jug.image.change;

import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import java.io.IOException;
import java.util.List;

/** Goes through a tree, each directory before what is in it, in the order of the names' bytes. */
final class TreeWalk {
  private static final int DEEPEST = 512;

  private final Visitor visitor;

  TreeWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Sees each entry. */
  @FunctionalInterface
  interface Visitor {
    /** Whether to go into it, if it is a directory. */
    boolean visit(Entry entry) throws IOException;
  }

  /**
   * Visits all that is in a directory, but not itself.
   *
   * @param directory opened to read its names; stays open
   * @param path of the directory, as visitors shall see it; empty for the root
   * @throws IOException if something cannot be read; entries that vanish meanwhile are left out
   */
  void below(Fd directory, Name path) throws IOException {
    below(directory, path, 0);
  }

  private void below(Fd directory, Name path, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("directories lie deeper than " + DEEPEST + " levels at " + path);
    }
    try {
      for (var name : names(directory)) {
        visit(directory, name, path, depth);
      }
    } catch (SysException e) {
      throw new IOException("cannot read /" + path + ": " + e.getMessage(), e);
    }
  }

  private static List<Name> names(Fd directory) {
    return Entries.names(directory).stream().map(Name::new).sorted().toList();
  }

  private void visit(Fd directory, Name name, Name path, int depth) throws IOException {
    var status = Entries.find(directory, name.bytes());
    if (status.isEmpty()) {
      return;
    }
    var entry = new Entry(directory, name, path.resolve(name), status.get());
    if (!visitor.visit(entry) || !status.get().isDirectory()) {
      return;
    }
    try (var below = Entries.directory(directory, name.bytes())) {
      below(below, entry.path(), depth + 1);
    }
  }
}

package dev.jug.image.change;

import dev.jug.image.change.Change.Kind;
import dev.jug.image.tar.Name;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what a container changed: what its upper directory says about the tree below it. */
public final class Changes {
  private final Fd lower;
  private final Predicate<Name> isLeftOut;
  private final List<Change> found = new ArrayList<>();

  private Changes(Fd lower, Predicate<Name> isLeftOut) {
    this.lower = lower;
    this.isLeftOut = isLeftOut;
  }

  /**
   * All changes, in the order of their paths.
   *
   * @param upper opened to read its names
   * @param lower the united tree of the image
   * @param isLeftOut which paths are no changes
   * @throws IOException if something cannot be read
   */
  public static List<Change> of(Fd upper, Fd lower, Predicate<Name> isLeftOut) throws IOException {
    var changes = new Changes(lower, isLeftOut);
    new TreeWalk(changes::add).below(upper, Name.of(""));
    return changes.found.stream().sorted().toList();
  }

  private boolean add(Entry entry) throws IOException {
    if (isLeftOut.test(entry.path())) {
      return false;
    }
    if (entry.status().isWhiteout()) {
      found.add(new Change(Kind.DELETED, entry.path()));
      return false;
    }
    boolean known = isThere(entry.path());
    found.add(new Change(known ? Kind.CHANGED : Kind.ADDED, entry.path()));
    if (known && entry.isOpaque()) {
      addHidden(entry);
    }
    return true;
  }

  private boolean isThere(Name path) {
    var parent = parent(path);
    if (parent == null) {
      return false;
    }
    try (parent) {
      return Entries.find(parent, path.last().bytes()).isPresent();
    }
  }

  /** The directory of the lower tree that has this path; null if it has none. */
  private @Nullable Fd parent(Name path) {
    var at = Entries.directory(lower, Name.of(".").bytes());
    for (var part : path.parts().subList(0, path.parts().size() - 1)) {
      try (var above = at) {
        at = Entries.directory(above, part.bytes());
      } catch (SysException e) {
        if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP) {
          return null;
        }
        throw e;
      }
    }
    return at;
  }

  /** Entries that lower layers have in a directory which was replaced. */
  private void addHidden(Entry opaque) throws IOException {
    Set<Name> present = new HashSet<>();
    try (var directory = Entries.directory(opaque.directory(), opaque.name().bytes())) {
      Entries.names(directory).forEach(name -> present.add(new Name(name)));
    }
    var parent = parent(opaque.path());
    if (parent == null) {
      return;
    }
    try (parent;
        var hidden = Entries.directory(parent, opaque.name().bytes())) {
      for (var name : Entries.names(hidden)) {
        if (!present.contains(new Name(name))) {
          found.add(new Change(Kind.DELETED, opaque.path().resolve(new Name(name))));
        }
      }
    }
  }
}

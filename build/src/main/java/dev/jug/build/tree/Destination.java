package dev.jug.build.tree;

import dev.jug.image.change.AttributeRule;
import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way to a directory that is copied to, as it is before the copy.
 *
 * @param present directories that are there, the topmost first, without the root
 * @param missing paths of those that are to be made below these
 * @param last the lowest that is there, or the root
 */
record Destination(List<Present> present, List<Name> missing, Fd last) implements AutoCloseable {
  private static final String INHERITED = "system.posix_acl_default";

  /**
   * A directory that is there.
   *
   * @param path from the root
   * @param status what it is
   * @param attributes those that belong to an image
   */
  record Present(Name path, FileStatus status, Map<String, byte[]> attributes) {}

  /**
   * Goes there; the caller closes it.
   *
   * @param root of the tree
   * @param path components joined by slashes; empty for the root
   * @return empty if something on the way is no directory, or hands its access list down
   */
  static Optional<Destination> find(Fd root, String path) {
    var present = new ArrayList<Present>();
    var missing = new ArrayList<Name>();
    var at = Entries.directory(root, Name.of(".").bytes());
    var so = Name.of("");
    try {
      for (var part : Name.of(path).parts()) {
        so = so.resolve(part);
        var status =
            missing.isEmpty() ? Entries.find(at, part.bytes()) : Optional.<FileStatus>empty();
        if (status.isEmpty()) {
          missing.add(so);
          continue;
        }
        var below = status.get().isDirectory() ? Entries.directory(at, part.bytes()) : null;
        at.close();
        if (below == null) {
          return Optional.empty();
        }
        at = below;
        present.add(new Present(so, status.get(), attributes(at)));
      }
    } catch (RuntimeException e) {
      at.close();
      throw e;
    }
    var found = new Destination(present, missing, at);
    if (present.stream().anyMatch(each -> each.attributes().containsKey(INHERITED))) {
      found.close();
      return Optional.empty();
    }
    return Optional.of(found);
  }

  /** Those of an entry that belong to an image. */
  static Map<String, byte[]> attributes(Fd entry) {
    var attributes = Entries.attributes(entry);
    attributes.keySet().removeIf(name -> !AttributeRule.isKept(name));
    return attributes;
  }

  /** Whether it is there. */
  boolean isThere() {
    return missing.isEmpty();
  }

  /** Its path from the root. */
  Name path() {
    if (!missing.isEmpty()) {
      return missing.getLast();
    }
    return present.isEmpty() ? Name.of("") : present.getLast().path();
  }

  @Override
  public void close() {
    last.close();
  }
}

package dev.jug.image.change;

import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import java.util.Map;

/**
 * An entry of a tree, for as long as the walk is there.
 *
 * @param directory is open, and has the entry
 * @param name in that directory
 * @param path from the tree's root, without a slash at its begin
 * @param status what it is
 */
record Entry(Fd directory, Name name, Name path, FileStatus status) {
  private static final String OPAQUE = "trusted.overlay.opaque";

  /** The same for who wants what is mounted there, not the place. */
  Entry mounted() {
    return new Entry(directory, name, path, status.mounted());
  }

  /** Extended attributes, as far as they mean the same everywhere. */
  Map<String, byte[]> attributes() {
    var attributes = all();
    attributes.keySet().removeIf(name -> !AttributeRule.isKept(name));
    return attributes;
  }

  private Map<String, byte[]> all() {
    try (var location = Entries.location(directory, name.bytes())) {
      return Entries.attributes(location);
    }
  }

  /** Whether it is a directory that hides those of its name in lower layers. */
  boolean isOpaque() {
    if (!status.isDirectory()) {
      return false;
    }
    var value = all().get(OPAQUE);
    return value != null && value.length == 1 && value[0] == 'y';
  }
}

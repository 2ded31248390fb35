package dev.jug.engine.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * When directories last changed: cheap to compare, and different as soon as an entry came or went.
 *
 * @param directories in the order they were seen
 * @param changes their ctime, in nanoseconds since 1970
 */
record Fingerprint(List<Path> directories, List<Long> changes) {
  Fingerprint {
    directories = List.copyOf(directories);
    changes = List.copyOf(changes);
  }

  static Fingerprint of(List<Path> directories) throws IOException {
    var changes = new ArrayList<Long>();
    for (var directory : directories) {
      changes.add(changed(directory));
    }
    return new Fingerprint(directories, changes);
  }

  private static long changed(Path directory) throws IOException {
    var time = (FileTime) Files.getAttribute(directory, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
    return time.to(java.util.concurrent.TimeUnit.NANOSECONDS);
  }

  /** Whether nothing changed since. */
  boolean holds() {
    try {
      for (int i = 0; i < directories.size(); i++) {
        if (changed(directories.get(i)) != changes.get(i)) {
          return false;
        }
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}

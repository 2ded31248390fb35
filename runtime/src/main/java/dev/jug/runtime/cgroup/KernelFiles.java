package dev.jug.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which files this kernel gives to groups. Asked only about those that some kernels lack: each
 * question is a look at the disk on the way of a container's start.
 */
@FunctionalInterface
interface KernelFiles {
  /** Looks at the groups that are there. */
  KernelFiles REAL = KernelFiles::offered;

  boolean has(Hierarchy hierarchy, String group, String file);

  /** Where no group can tell, the write will. */
  private static boolean offered(Hierarchy hierarchy, String group, String file) {
    return example(hierarchy.mount(), hierarchy.group(group))
        .map(directory -> Files.exists(directory.resolve(file)))
        .orElse(true);
  }

  /**
   * The group itself, or else the nearest above it. The root is no example, for it lacks files that
   * all others have; then any group below it will do.
   */
  private static Optional<Path> example(Path mount, Path group) {
    for (var at = group; at != null && !at.equals(mount); at = at.getParent()) {
      if (Files.isDirectory(at)) {
        return Optional.of(at);
      }
    }
    try (var below = Files.newDirectoryStream(mount, Files::isDirectory)) {
      for (var first : below) {
        return Optional.of(first);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

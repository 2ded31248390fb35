package dev.jug.build.tree;

import dev.jug.linux.fs.FileStatus;

/**
 * Something to copy.
 *
 * @param path from the root it was found in, without a slash at its begin; empty for the root
 * @param status what it is; of a symbolic link, the link itself
 */
public record SourceEntry(String path, FileStatus status) {
  /** Its last name; empty for the root. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

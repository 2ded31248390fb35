package dev.jug.build.tree;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;

import dev.jug.build.error.BuildFailure;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.EntryWriter;
import dev.jug.linux.fs.EntryWriter.Description;
import dev.jug.linux.fs.Rooted;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Directories of an image that is being made; links on the way to them stay inside it.
 *
 * @param root of the image, to write, as a location (O_PATH)
 * @param stamp time of what is made, seconds since 1970
 */
public record Directories(Fd root, long stamp) {
  private static final int S_IFDIR = 0x4000;
  private static final int MODE = 0755;

  /**
   * Opens a directory to read its names; it is made with all above it if it is not there.
   *
   * @param path components joined by slashes; empty for the root
   * @throws BuildFailure if something on the way is no directory
   */
  public Fd open(String path, Ownership owner) {
    try {
      return Rooted.open(root, path.isEmpty() ? "." : path, O_DIRECTORY);
    } catch (SysException e) {
      if (e.errno() == Errno.ENOTDIR) {
        throw new BuildFailure("cannot copy to non-directory: /" + path);
      }
      if (e.errno() != Errno.ENOENT || path.isEmpty()) {
        throw e;
      }
    }
    int slash = path.lastIndexOf('/');
    var name = path.substring(slash + 1).getBytes(StandardCharsets.UTF_8);
    try (var parent = open(slash < 0 ? "" : path.substring(0, slash), owner)) {
      return make(parent, name, owner);
    }
  }

  private Fd make(Fd parent, byte[] name, Ownership owner) {
    if (Entries.find(parent, name).isPresent()) {
      throw new BuildFailure(
          "cannot make a directory where a link leads nowhere: "
              + new String(name, StandardCharsets.UTF_8));
    }
    EntryWriter.directory(parent, name);
    try (var made = Entries.location(parent, name)) {
      var how = new Description(S_IFDIR | MODE, owner.uid(), owner.gid(), stamp, 0);
      EntryWriter.describe(made, how, Map.of());
    }
    return Entries.directory(parent, name);
  }
}

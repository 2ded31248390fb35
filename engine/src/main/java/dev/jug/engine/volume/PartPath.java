package dev.jug.engine.volume;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.EntryWriter;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.fs.Stat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A path in a directory that others may be changing: links in there may lead anywhere in it, and
 * not out of it (openat2(2), RESOLVE_BENEATH).
 *
 * @param whole the directory
 * @param subpath relative
 */
record PartPath(Path whole, String subpath) {
  private static final int O_PATH_DIRECTORY = O_PATH | O_DIRECTORY;

  /**
   * Opens it as a location (O_PATH), which the caller closes.
   *
   * @param make whether it becomes a directory if nothing is there, with the permissions of the
   *     whole
   * @throws NotFound if nothing is there
   * @throws Invalid if it leads out of the whole
   */
  Fd open(boolean make) {
    try (var directory = Rooted.directory(whole.toString())) {
      try {
        return Rooted.openBelow(directory, subpath, O_PATH);
      } catch (SysException e) {
        if (!make || e.errno() != Errno.ENOENT) {
          throw e;
        }
        return made(directory);
      }
    } catch (SysException e) {
      throw refused(e);
    } catch (IOException e) {
      throw Disk.failed("make the directory " + subpath + " in " + whole, e);
    }
  }

  private EngineException refused(SysException e) {
    var cannot = "cannot access path " + subpath + ": ";
    return switch (e.errno()) {
      case ENOENT, ENOTDIR -> new NotFound(cannot + "no such file or directory", "");
      case EXDEV -> new Invalid(cannot + "it leads out of the volume", "");
      case ELOOP -> new Invalid(cannot + "a link on the way leads nowhere, or in circles", "");
      default -> new Failed(cannot + e.getMessage(), "", e);
    };
  }

  /** What is missing is made in what was opened: nobody can put a link in its way in between. */
  private Fd made(Fd directory) throws IOException {
    int permissions = Stat.of(path(directory)).permissions();
    var path = Path.of(subpath).normalize();
    var above = Rooted.openBelow(directory, ".", O_PATH_DIRECTORY);
    for (int i = 1; i <= path.getNameCount(); i++) {
      try (var parent = above) {
        var there = found(directory, path.subpath(0, i));
        var name = path.getName(i - 1).toString();
        above = there.isPresent() ? there.get() : made(parent, name, permissions);
      }
    }
    return above;
  }

  private static Optional<Fd> found(Fd directory, Path path) {
    try {
      return Optional.of(Rooted.openBelow(directory, path.toString(), O_PATH_DIRECTORY));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Fd made(Fd parent, String name, int permissions) throws IOException {
    var bytes = name.getBytes(StandardCharsets.UTF_8);
    EntryWriter.directory(parent, bytes);
    var made = Rooted.openPlain(parent, bytes, O_PATH_DIRECTORY);
    try {
      Files.setAttribute(path(made), "unix:mode", permissions);
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  private static Path path(Fd location) {
    return Path.of("/proc/self/fd/" + location.number());
  }
}

package dev.jug.engine.volume;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.EntryWriter;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.fs.TreeCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Gives an empty volume what the image has at its place. What has been copied is moved into the
 * volume as soon as all of it is there, name by name; an engine that finds such a move half done
 * goes on with it.
 *
 * @param directory of the volume
 */
record CopyUp(Path directory) {
  private static final int O_PATH_DIRECTORY = O_PATH | O_DIRECTORY;

  private Path data() {
    return directory.resolve("data");
  }

  private Path copied() {
    return directory.resolve("filling");
  }

  private Path copying() {
    return directory.resolve("filling.tmp");
  }

  /**
   * Fills it, if it is empty and the image has a directory there.
   *
   * @param root the image's root, as a location; links on the way are followed inside it only
   * @param target path in the image
   * @param limited whether it has a quota, across which nothing can be moved
   */
  void fill(Fd root, String target, boolean limited) {
    try {
      finish();
      var source = open(root, target);
      if (source.isPresent()) {
        try (var directory = source.get()) {
          fill(directory, limited);
        }
      }
    } catch (IOException e) {
      throw Disk.failed("copy " + target + " of the image into a volume", e);
    } catch (SysException | IllegalArgumentException e) {
      throw new Failed(
          "cannot copy " + target + " of the image into a volume: " + e.getMessage(),
          "With nocopy the volume stays empty.",
          e);
    }
  }

  /** Empty if there is no such directory. */
  private static Optional<Fd> open(Fd root, String target) {
    try {
      return Optional.of(Rooted.open(root, target, O_PATH_DIRECTORY));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What is mounted there is another file system, into which nothing can be moved. */
  private void fill(Fd source, boolean limited) throws IOException {
    if (!isEmpty(data())) {
      return;
    }
    try (var data = Entries.directory(data())) {
      if (limited || Entries.status(data, new byte[0]).isMountRoot()) {
        TreeCopy.copy(source, data);
        return;
      }
    }
    try {
      Files.createDirectory(copying());
      try (var copy = Entries.directory(copying())) {
        TreeCopy.copy(source, copy);
      }
      Files.move(copying(), copied(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Tree.delete(copying());
    }
    finish();
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  /**
   * Ends what an engine that died was doing.
   *
   * @throws IOException if the disk fails
   */
  void finish() throws IOException {
    Tree.delete(copying());
    if (Files.isDirectory(copied())) {
      try (var from = Entries.directory(copied());
          var data = Entries.directory(data())) {
        for (var name : Entries.names(from)) {
          // Somebody else's file of this name, written meanwhile, stays.
          EntryWriter.move(from, data, name);
        }
        TreeCopy.describe(from, data);
      }
      Tree.delete(copied());
    }
  }
}

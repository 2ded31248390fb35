package dev.jug.build.exec;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Rooted;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A tree that files are copied from: a context, a stage or an image. Links on the way to a file
 * stay inside it.
 *
 * @param root as a location (O_PATH)
 * @param isLeftOut paths that are not there for a build, with all below them
 * @param ours whether all files are the build's: their owners mean nothing
 * @param held is closed with this
 */
public record SourceTree(Fd root, Predicate<String> isLeftOut, boolean ours, AutoCloseable held)
    implements AutoCloseable {
  private static final int O_DIRECTORY = 0x10000;
  private static final int O_NONBLOCK = 0x800;
  private static final byte[] ITSELF = new byte[0];

  /** A directory with nothing left out. */
  public static SourceTree of(Fd root, AutoCloseable held) {
    return new SourceTree(root, _ -> false, false, held);
  }

  /** What a pattern means, in the order of the names. */
  List<SourceEntry> find(String pattern) {
    var found = new ArrayList<SourceEntry>();
    find("", Pattern.parts(pattern), found);
    return found;
  }

  private void find(String at, List<Pattern> rest, List<SourceEntry> found) {
    if (rest.isEmpty()) {
      entry(at).ifPresent(found::add);
      return;
    }
    var next = rest.getFirst();
    var further = rest.subList(1, rest.size());
    if (next.isPlain()) {
      find(below(at, next.text()), further, found);
      return;
    }
    for (var name : names(at)) {
      if (next.matches(name)) {
        find(below(at, name), further, found);
      }
    }
  }

  static String below(String directory, String name) {
    if (directory.isEmpty() || name.isEmpty()) {
      return directory + name;
    }
    return directory + "/" + name;
  }

  /** A file by its path; where a link leads, if it is one. */
  Optional<SourceEntry> entry(String path) {
    if (!path.isEmpty() && isLeftOut.test(path)) {
      return Optional.empty();
    }
    try (var file = Rooted.open(root, path.isEmpty() ? "." : path, Rooted.O_PATH)) {
      return Optional.of(new SourceEntry(path, Entries.status(file, ITSELF)));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The names in a directory that are not left out, sorted; none if it is no directory. */
  List<String> names(String directory) {
    try (var listed = open(directory)) {
      return Entries.names(listed).stream()
          .map(name -> new String(name, StandardCharsets.UTF_8))
          .filter(name -> !isLeftOut.test(below(directory, name)))
          .sorted()
          .toList();
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return List.of();
      }
      throw e;
    }
  }

  /** Opens a file to read, where a link leads if it is one. */
  InputStream content(String path) throws IOException {
    try (var file = Rooted.open(root, path, O_NONBLOCK)) {
      return new FileInputStream("/proc/self/fd/" + file.number());
    }
  }

  /** Opens a directory to read its names. */
  Fd open(String directory) {
    return Rooted.open(root, directory.isEmpty() ? "." : directory, O_DIRECTORY);
  }

  @Override
  public void close() {
    root.close();
    try {
      held.close();
    } catch (Exception e) {
      throw new IllegalStateException("a tree cannot be closed", e);
    }
  }
}

package dev.jug.build.tree;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_NONBLOCK;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.build.context.BadPatternException;
import dev.jug.build.context.IgnoreRules;
import dev.jug.build.context.PathPattern;
import dev.jug.build.error.BuildFailure;
import dev.jug.image.Images;
import dev.jug.image.catalog.Image;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.make.MadeLayer;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.mount.DetachedMount;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A tree that files are copied from: a context, a stage or an image. Links on the way to a file
 * stay inside it.
 *
 * @param root as a location (O_PATH)
 * @param ignored what is not there for a build
 * @param ours whether all files are the build's: their owners mean nothing
 * @param held is closed with this
 */
public record SourceTree(Fd root, IgnoreRules ignored, boolean ours, AutoCloseable held)
    implements AutoCloseable {
  private static final String SPECIAL = "*?[\\";
  private static final int LARGEST_TEXT = 64 << 20;
  private static final byte[] ITSELF = new byte[0];

  /** A directory with nothing left out. */
  public static SourceTree of(Fd root, AutoCloseable held) {
    return new SourceTree(root, IgnoreRules.NONE, false, held);
  }

  /**
   * The tree of an image; the caller closes it.
   *
   * @throws IOException if the disk fails
   */
  public static SourceTree of(Images images, Image image) throws IOException {
    return of(images, MadeLayer.of(image));
  }

  /** The tree of layers, of which there may be none. */
  public static SourceTree of(Images images, List<MadeLayer> layers) throws IOException {
    if (layers.isEmpty()) {
      var empty = Workspace.open(images, layers);
      return of(Rooted.open(empty.root(), ".", O_PATH), empty);
    }
    var tree = images.open(layers);
    try {
      return of(united(tree), tree);
    } catch (RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  /** One layer needs no overlayfs, which would refuse it. */
  private static Fd united(LayerTree tree) {
    if (tree.lowers().size() == 1) {
      return Rooted.directory(tree.lowers().getFirst().toString());
    }
    return DetachedMount.readOnly(
        "overlay",
        tree.lowers().stream().map(lower -> Map.entry("lowerdir+", lower.toString())).toList());
  }

  /** Its root, opened to read its names; the caller closes it. */
  public Fd directory() {
    return open("");
  }

  /**
   * Copies all of it into a directory, which is made if it is not there; what else is there stays.
   *
   * @param stamp time of all copies, seconds since 1970
   * @throws IOException if the disk fails
   */
  public void copyTo(Path directory, long stamp) throws IOException {
    Files.createDirectories(directory);
    try (var to = Entries.directory(directory)) {
      new FileCopy(this, null, null, stamp).contents("", to, _ -> false);
    }
  }

  /** What a pattern means, in the order of the names. */
  public List<SourceEntry> find(String pattern) {
    var found = new ArrayList<SourceEntry>();
    find("", List.of(PathPattern.clean(pattern).split("/", -1)), found);
    return found;
  }

  private void find(String at, List<String> rest, List<SourceEntry> found) {
    if (rest.isEmpty() || rest.equals(List.of(""))) {
      entry(at).ifPresent(found::add);
      return;
    }
    var next = rest.getFirst();
    var further = rest.subList(1, rest.size());
    if (next.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0)) {
      find(below(at, next), further, found);
      return;
    }
    var pattern = pattern(next);
    for (var name : names(at)) {
      if (pattern.matches(name)) {
        find(below(at, name), further, found);
      }
    }
  }

  private static PathPattern pattern(String text) {
    try {
      return new PathPattern(text);
    } catch (BadPatternException e) {
      throw new BuildFailure("invalid pattern " + text + ": " + e.getMessage());
    }
  }

  public static String below(String directory, String name) {
    if (directory.isEmpty() || name.isEmpty()) {
      return directory + name;
    }
    return directory + "/" + name;
  }

  /** A file by its path; where a link leads, if it is one. */
  public Optional<SourceEntry> entry(String path) {
    try (var file = Rooted.open(root, path.isEmpty() ? "." : path, O_PATH)) {
      var status = Entries.status(file, ITSELF);
      boolean leftOut = !path.isEmpty() && isLeftOut(path, status::isDirectory);
      return leftOut ? Optional.empty() : Optional.of(new SourceEntry(path, status));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The names in a directory that are not left out, sorted; none if it is no directory. */
  public List<String> names(String directory) {
    try (var listed = open(directory)) {
      return names(listed, directory);
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return List.of();
      }
      throw e;
    }
  }

  /**
   * The same of one that is open.
   *
   * @param listed to read its names, which nobody has done yet
   * @param directory its path
   */
  public List<String> names(Fd listed, String directory) {
    return Entries.names(listed).stream()
        .map(name -> new String(name, StandardCharsets.UTF_8))
        .filter(name -> !isLeftOut(below(directory, name), () -> isDirectory(listed, name)))
        .sorted()
        .toList();
  }

  /** A directory that is left out is there all the same if something below it is not. */
  private boolean isLeftOut(String path, BooleanSupplier isDirectory) {
    return ignored.leavesOut(path)
        && (ignored.leavesOutAllBelow(path) || !isDirectory.getAsBoolean());
  }

  private static boolean isDirectory(Fd listed, String name) {
    return Entries.status(listed, name.getBytes(StandardCharsets.UTF_8)).isDirectory();
  }

  /** Opens a file, where a link leads if it is one; the caller closes it. */
  public Fd file(String path) {
    return Rooted.open(root, path, O_NONBLOCK);
  }

  /** Opens a file to read, where a link leads if it is one. */
  public InputStream content(String path) throws IOException {
    try (var file = file(path)) {
      return new FileInputStream("/proc/self/fd/" + file.number());
    }
  }

  /**
   * The text of a file; empty if it is not there, or no file.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> text(String path) throws IOException {
    var found = entry(path);
    if (found.isEmpty() || !found.get().status().isFile()) {
      return Optional.empty();
    }
    try (var in = content(path)) {
      return Optional.of(new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8));
    }
  }

  /** The names in a directory, sorted; none if it is no directory. */
  public List<String> list(String directory) {
    return names(directory);
  }

  /** Paths of all files, but for links, whose names are wanted, in the order of the names. */
  public List<String> files(Predicate<String> wanted) {
    var found = new ArrayList<String>();
    try (var top = directory()) {
      files(top, "", wanted, found);
    }
    return found;
  }

  private static void files(
      Fd directory, String path, Predicate<String> wanted, List<String> found) {
    for (var name : Entries.names(directory)) {
      var text = new String(name, StandardCharsets.UTF_8);
      var status = Entries.status(directory, name);
      if (status.isDirectory()) {
        try (var inside = Entries.directory(directory, name)) {
          files(inside, below(path, text), wanted, found);
        }
      } else if (status.isFile() && wanted.test(text)) {
        found.add(below(path, text));
      }
    }
  }

  /** Opens a directory to read its names. */
  public Fd open(String directory) {
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

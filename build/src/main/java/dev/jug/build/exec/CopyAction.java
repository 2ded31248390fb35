package dev.jug.build.exec;

import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.build.context.PathPattern;
import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.graph.InlineFile;
import dev.jug.build.tree.Directories;
import dev.jug.build.tree.FileCopy;
import dev.jug.build.tree.LayerCopy;
import dev.jug.build.tree.Ownership;
import dev.jug.build.tree.SourceEntry;
import dev.jug.build.tree.SourceTree;
import dev.jug.image.make.LayerContent;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Rooted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code COPY} does: files, and the contents of directories, go to a destination.
 *
 * @param word the instruction, for messages
 * @param from where the sources are
 * @param sources patterns
 * @param files that stand in the Dockerfile
 * @param destination absolute; a slash at its end says that it is a directory
 * @param flags how to copy
 * @param stamp time of all copies, seconds since 1970
 */
record CopyAction(
    String word,
    SourceTree from,
    List<String> sources,
    List<InlineFile> files,
    String destination,
    CopyFlags flags,
    long stamp) {

  /**
   * Something to copy.
   *
   * @param entry what
   * @param parents directories that come along by their names ({@code --parents}); empty for none
   */
  private record Item(SourceEntry entry, String parents) {}

  private List<Item> items() {
    var items = new ArrayList<Item>();
    for (var source : sources) {
      var found = from.find(source);
      if (found.isEmpty()) {
        throw missing(source);
      }
      for (var entry : found) {
        if (!isExcluded(entry)) {
          items.add(new Item(entry, flags.parents() ? parents(source, entry.path()) : ""));
        }
      }
    }
    return items;
  }

  private BuildFailure missing(String source) {
    var where = from.ours() ? "file not found in build context or excluded by .dockerignore: " : "";
    return new BuildFailure(
        word + " failed: " + where + "stat " + source + ": file does not exist");
  }

  /** What is behind a pivot of {@code /./} is what the destination gets. */
  private static String parents(String source, String path) {
    int pivot = source.indexOf("/./");
    var above = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    if (pivot < 0) {
      return above;
    }
    var before = PathPattern.clean(source.substring(0, pivot));
    long kept = before.isEmpty() ? 0 : before.split("/", -1).length;
    return List.of(above.split("/", -1)).stream().skip(kept).collect(Collectors.joining("/"));
  }

  /** Of a source itself: a file's name, and of what comes with its parents, all of the path. */
  private boolean isExcluded(SourceEntry source) {
    return flags.parents()
        ? isExcluded(source.path())
        : !source.status().isDirectory() && isExcluded(source.name());
  }

  /** They begin at the directory that is copied, but with its parents where those begin. */
  private Predicate<String> excluded(SourceEntry directory) {
    int above = flags.parents() || directory.path().isEmpty() ? 0 : directory.path().length() + 1;
    return path -> isExcluded(path.substring(above));
  }

  private boolean isExcluded(String path) {
    return flags.excludes().stream().anyMatch(pattern -> new PathPattern(pattern).covers(path));
  }

  /** Adds all that decides what comes of it. */
  void describe(ContentKey key) throws IOException {
    key.add(destination).add(String.valueOf(flags)).add(Long.toString(stamp));
    for (var item : items()) {
      var entry = item.entry();
      key.add(item.parents()).add(from, entry, entry.name(), excluded(entry));
    }
    key.add(files);
  }

  /**
   * The layer that comes of it, if it can be told without writing into a tree: for a directory, or
   * files for one directory, whose way leads over no links.
   *
   * @param below the root of the layers so far, to read
   */
  Optional<LayerContent> layer(Fd below) throws IOException {
    var items = items();
    boolean directory = isDirectory(below, items);
    long directories = items.stream().filter(item -> item.entry().status().isDirectory()).count();
    int all = items.size() + files.size();
    if (flags.parents() || all == 0 || (directories > 0 && all > 1)) {
      return Optional.empty();
    }
    var at = directories > 0 || directory ? trimmed(plain()) : parent(trimmed(plain()));
    if (!LayerCopy.isPossible(below, at)) {
      return Optional.empty();
    }
    var owner = flags.chown() == null ? null : Ownership.parse(flags.chown(), below);
    var copy = new LayerCopy(new FileCopy(from, owner, mode(), stamp), below, at);
    if (directories > 0) {
      var source = items.getFirst().entry();
      return Optional.of(copy.contents(source.path(), excluded(source)));
    }
    var given = new LayerCopy.Given();
    for (var item : items) {
      given.add(directory ? item.entry().name() : last(trimmed(plain())), item.entry());
    }
    for (var file : files) {
      given.add(directory ? file.path() : last(plain()), file.content(), file.mode());
    }
    return Optional.of(copy.files(given));
  }

  /**
   * Copies.
   *
   * @param root of the image, to write
   */
  void run(Fd root) throws IOException {
    var owner = flags.chown() == null ? null : Ownership.parse(flags.chown(), root);
    var copy = new FileCopy(from, owner, mode(), stamp);
    var directories = new Directories(root, stamp);
    var made = owner == null ? Ownership.ROOT : owner;
    var items = items();
    boolean directory = isDirectory(root, items);
    for (var item : items) {
      var target = SourceTree.below(plain(), item.parents());
      if (item.entry().status().isDirectory()) {
        var path = flags.parents() ? SourceTree.below(target, item.entry().name()) : target;
        try (var to = directories.open(trimmed(path), made)) {
          copy.contents(item.entry().path(), to, excluded(item.entry()));
        }
      } else {
        var path = directory ? SourceTree.below(target, item.entry().name()) : target;
        try (var to = directories.open(parent(trimmed(path)), made)) {
          copy.file(item.entry(), to, last(path));
        }
      }
    }
    for (var file : files) {
      var path = directory ? SourceTree.below(plain(), file.path()) : plain();
      try (var to = directories.open(parent(path), made)) {
        var content = file.content().getBytes(StandardCharsets.UTF_8);
        copy.file(new ByteArrayInputStream(content), file.mode(), to, last(path));
      }
    }
  }

  private boolean isDirectory(Fd root, List<Item> items) {
    boolean several = items.size() + files.size() > 1;
    if (several && !destination.endsWith("/") && !flags.parents()) {
      throw new BuildFailure(
          "When using "
              + word
              + " with more than one source file, the destination must be a directory and end with a /");
    }
    return destination.endsWith("/") || several || flags.parents() || isDirectory(root);
  }

  private boolean isDirectory(Fd root) {
    try (var there = Rooted.open(root, plain().isEmpty() ? "." : plain(), O_PATH)) {
      return Entries.status(there, new byte[0]).isDirectory();
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return false;
      }
      throw e;
    }
  }

  private @Nullable Integer mode() {
    var text = flags.chmod();
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-7]{1,5}")) {
      throw new BuildFailure("invalid chmod parameter: '" + text + "'. it should be octal string");
    }
    return Integer.parseInt(text, 8);
  }

  private String plain() {
    return PathPattern.clean(destination);
  }

  private static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String parent(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

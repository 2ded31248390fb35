package dev.jug.build.tree;

import dev.jug.image.make.LayerContent;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Name;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.EntryWriter.Description;
import dev.jug.linux.fs.FileStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A copy that goes straight into the archive of a layer, which has byte for byte what it would have
 * if the files were copied into an overlay and read again: making and removing thousands of files
 * takes most of the time of that.
 *
 * @param copy what is copied, and how
 * @param below the root of the tree that it goes on top of
 * @param directory where to, components joined by slashes; see {@link #isPossible}
 */
public record LayerCopy(FileCopy copy, Fd below, String directory) {
  private static final int DIRECTORY = 0x4000 | 0755;

  /** Whether it is possible: the way to the directory leads over no links, and there is no file. */
  public static boolean isPossible(Fd below, String directory) {
    var found = Destination.find(below, directory);
    found.ifPresent(Destination::close);
    return found.isPresent();
  }

  /** Files for one directory; of several with one name the last counts. */
  public static final class Given {
    private final NavigableMap<Name, Piece> pieces = new TreeMap<>();

    /** Adds a file of the tree that is copied from. */
    public void add(String name, SourceEntry entry) {
      pieces.put(Name.of(name), new Found(entry));
    }

    /** Adds a file that is in no tree. */
    public void add(String name, String content, int permissions) {
      pieces.put(Name.of(name), new Written(content.getBytes(StandardCharsets.UTF_8), permissions));
    }
  }

  private sealed interface Piece {}

  private record Found(SourceEntry entry) implements Piece {}

  @SuppressWarnings("ArrayRecordComponent") // Content on its way through, never compared.
  private record Written(byte[] content, int permissions) implements Piece {}

  /** The layer of these files. */
  public LayerContent files(Given given) {
    return out -> write(out, (to, members) -> files(given, to, members));
  }

  private void files(Given given, Destination to, LayerMembers members) throws IOException {
    for (var name : given.pieces.keySet()) {
      if (to.isThere()
          && Entries.find(to.last(), name.bytes()).filter(FileStatus::isDirectory).isPresent()) {
        throw FileCopy.isDirectory(name.bytes());
      }
    }
    way(to, members, true);
    for (var piece : given.pieces.entrySet()) {
      var path = to.path().resolve(piece.getKey());
      switch (piece.getValue()) {
        case Found(var entry) -> {
          try (var content = copy.from().content(entry.path())) {
            file(members, path, copy.description(entry.status()), entry.status().size(), content);
          }
        }
        case Written(var content, var permissions) ->
            file(
                members,
                path,
                copy.description(permissions),
                content.length,
                new ByteArrayInputStream(content));
      }
    }
  }

  private static void file(
      LayerMembers members, Name path, Description how, long size, InputStream content)
      throws IOException {
    members.file(path, how, Map.of(), size, content);
  }

  /**
   * The layer of all that is in a directory.
   *
   * @param path of the directory that is copied from
   * @param isExcluded paths that stay behind
   */
  public LayerContent contents(String path, Predicate<String> isExcluded) {
    return out ->
        write(
            out,
            (to, members) -> {
              var there = to.isThere() ? to.last() : null;
              try (var from = copy.from().open(path)) {
                var tree = new LayerTreeCopy(copy, members, isExcluded);
                var children = tree.children(from, path, there);
                if (!children.isEmpty() || !to.isThere()) {
                  way(to, members, children.stream().anyMatch(LayerTreeCopy.Child::isNew));
                  tree.write(children, from, path, to.path(), there);
                }
              }
            });
  }

  @FunctionalInterface
  private interface Writing {
    void write(Destination to, LayerMembers members) throws IOException;
  }

  private void write(OutputStream out, Writing writing) throws IOException {
    var archive = new ArchiveWriter(out, ArchiveWriter.Short.REFUSED, copy.stamp());
    var found = Destination.find(below, directory);
    try (var to = found.orElseThrow(() -> new IOException("/" + directory + " has changed"))) {
      writing.write(to, new LayerMembers(archive));
    }
    archive.finish();
  }

  /**
   * An overlay has the directories above what was changed as well, those that are new with them.
   */
  private void way(Destination to, LayerMembers members, boolean changed) throws IOException {
    for (var each : to.present()) {
      var status = each.status();
      boolean inside = each.equals(to.present().getLast()) && (changed || !to.isThere());
      long seconds = inside ? copy.stamp() : status.seconds();
      int nanos = inside ? 0 : status.nanos();
      var how = new Description(status.mode(), status.uid(), status.gid(), seconds, nanos);
      members.directory(each.path(), how, each.attributes());
    }
    var whose = copy.owner() == null ? Ownership.ROOT : copy.owner();
    for (var path : to.missing()) {
      var how = new Description(DIRECTORY, whose.uid(), whose.gid(), copy.stamp(), 0);
      members.directory(path, how, Map.of());
    }
  }
}

package dev.jug.runtime.compile;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;

import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.fs.Stat;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.RootSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies in the root file system where something is to be mounted, as the host sees it now. It
 * is known where no other mount of the spec comes in between, and for image layers only in part.
 */
final class Underlay {
  private static final int MOST_ENTRIES = 512;

  /**
   * One file below the mount point.
   *
   * @param path relative to the mount point
   * @param stat its type, permissions and owner
   * @param size bytes of a regular file
   * @param link where a symbolic link leads, empty for everything else
   */
  record Entry(String path, Stat stat, long size, String link) {}

  private final RootSource root;
  private final List<MountItem> items;

  Underlay(RootSource root, List<MountItem> items) {
    this.root = root;
    this.items = items;
  }

  /** Why the content is not known; empty if it is. */
  Optional<String> unknown(MountItem item) {
    return root instanceof RootSource.Directory
        ? covered(item)
        : Optional.of("the root is made of image layers; use a root directory");
  }

  private Optional<String> covered(MountItem item) {
    return items.stream()
        .limit(item.index())
        .filter(earlier -> !earlier.isChange())
        .filter(earlier -> item.place().startsWith(earlier.place()))
        .map(earlier -> "mounts[" + earlier.index() + "] covers it; mount it elsewhere")
        .findFirst();
  }

  /** The options of a tmpfs, which has the permissions of what it covers if it is not told. */
  String completed(MountItem item, String data) {
    if (data.startsWith("mode=") || data.contains(",mode=") || covered(item).isPresent()) {
      return data;
    }
    var permissions =
        switch (root) {
          case RootSource.Directory _ -> directory(item, Underlay::permissions);
          case RootSource.Overlay _ -> inLayers(item);
        };
    var mode = permissions.map("mode=%o"::formatted);
    return mode.map(m -> data.isEmpty() ? m : m + "," + data).orElse(data);
  }

  private Optional<Integer> inLayers(MountItem item) {
    var directory = RootLayers.of(root).file(item.place()).filter(Files::isDirectory);
    try {
      return directory.isEmpty() ? Optional.empty() : Optional.of(permissions(directory.get()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static int permissions(Path directory) throws IOException {
    return Stat.of(directory).permissions();
  }

  /**
   * All files below the mount point, directories before what is in them.
   *
   * @throws InvalidSpecException if there are too many for a launch plan
   */
  List<Entry> entries(MountItem item) {
    return directory(item, directory -> listed(item, directory)).orElse(List.of());
  }

  private static List<Entry> listed(MountItem item, Path directory) throws IOException {
    var entries = new ArrayList<Entry>();
    list(directory, "", entries);
    if (entries.size() > MOST_ENTRIES) {
      throw new InvalidSpecException(
          item.field("options")
              + ": tmpcopyup copies at most "
              + MOST_ENTRIES
              + " files, and there are more in "
              + item.destination()
              + "; use a volume");
    }
    return entries;
  }

  private static void list(Path directory, String prefix, List<Entry> entries) throws IOException {
    try (var children = Files.newDirectoryStream(directory)) {
      for (var child : children) {
        if (entries.size() > MOST_ENTRIES) {
          return;
        }
        var path = prefix + child.getFileName();
        var stat = Stat.ofEntry(child);
        var link = stat.isLink() ? Files.readSymbolicLink(child).toString() : "";
        entries.add(new Entry(path, stat, stat.isFile() ? Files.size(child) : 0, link));
        if (stat.isDirectory()) {
          list(child, path + "/", entries);
        }
      }
    }
  }

  private interface Look<T> {
    T at(Path directory) throws IOException;
  }

  /** Looks at the directory below the mount point; what is not there has nothing in it. */
  private <T> Optional<T> directory(MountItem item, Look<T> look) {
    if (!(root instanceof RootSource.Directory(var path))) {
      return Optional.empty();
    }
    var inside = Path.of("/").relativize(item.place()).toString();
    try (var top = Rooted.directory(path.toString());
        var directory = Rooted.open(top, inside.isEmpty() ? "." : inside, O_DIRECTORY)) {
      return Optional.of(look.at(Path.of("/proc/self/fd/" + directory.number())));
    } catch (SysException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new InvalidSpecException(item.field("options") + ": tmpcopyup: " + e.getMessage(), e);
    }
  }
}

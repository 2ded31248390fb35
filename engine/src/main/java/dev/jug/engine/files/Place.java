package dev.jug.engine.files;

import static dev.jug.linux.fs.OpenFlag.O_DIRECTORY;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.image.tar.Name;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import dev.jug.linux.fs.Rooted;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A path in a root that may belong to somebody hostile: links on the way are followed inside that
 * root only (openat2(2), RESOLVE_IN_ROOT).
 *
 * @param root the root, as a location (O_PATH); stays the caller's
 * @param path as a person wrote it; relative ones begin at the root
 * @param shown how messages call it
 * @param mounts where in the root something is mounted that belongs to it
 * @param ids what its owners mean
 */
public record Place(Fd root, String path, String shown, List<String> mounts, Ids ids) {
  private static final int MOST_LINKS = 40;

  /** Of a root to which nothing that is mounted in it belongs. */
  public Place(Fd root, String path, String shown) {
    this(root, path, shown, List.of(), Ids.MACHINE);
  }

  /** What tells a mounted file or directory from others. */
  private record Part(long device, long inode) {
    static Part of(FileStatus status) {
      return new Part(status.device(), status.inode());
    }
  }

  /** Whether something that is mounted belongs to the root. */
  Predicate<FileStatus> parts() {
    var parts =
        mounts.stream()
            .flatMap(mount -> new Place(root, mount, shown).status().stream())
            .map(Part::of)
            .collect(Collectors.toSet());
    return status -> parts.contains(Part.of(status));
  }

  /** Whether only what is in the directory is meant: its path ends in {@code /.}. */
  boolean isContent() {
    return path.equals(".") || path.endsWith("/.") || plain().isEmpty();
  }

  /** Whether the path says that it is a directory. */
  boolean mustBeDirectory() {
    return path.endsWith("/") || isContent();
  }

  /** The path without what ends mean; empty for the root. */
  String plain() {
    return String.join("/", Name.of(path).parts().stream().map(Name::toString).toList());
  }

  /** The last name of the path; a dot for the root. */
  Name name() {
    var parts = Name.of(path).parts();
    return parts.isEmpty() ? Name.of(".") : parts.getLast();
  }

  private String parent() {
    int slash = plain().lastIndexOf('/');
    return slash < 0 ? "." : plain().substring(0, slash);
  }

  /**
   * The directory that the path's last name is in, opened to read its names.
   *
   * @throws NotFound if it is not there
   */
  Fd directory() {
    return open(parent());
  }

  /**
   * The directory that the path names, opened to read its names.
   *
   * @throws NotFound if it is not there
   */
  Fd itself() {
    return open(plain().isEmpty() ? "." : plain());
  }

  private Fd open(String directory) {
    try {
      return Rooted.open(root, directory, O_DIRECTORY);
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        throw missing();
      }
      throw e;
    }
  }

  NotFound missing() {
    return new NotFound("Could not find the file " + path + " in " + shown, "");
  }

  /** What the path leads to, links followed; empty if there is nothing. */
  Optional<FileStatus> status() {
    try (var location = Rooted.open(root, plain().isEmpty() ? "." : plain(), O_PATH)) {
      return Optional.of(Entries.status(location, new byte[0]));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The place that is no symbolic link.
   *
   * @throws NotFound if a link leads nowhere
   */
  Place followed() {
    var place = this;
    for (int i = 0; i < MOST_LINKS; i++) {
      try (var directory = place.directory()) {
        var status = Entries.find(directory, place.name().bytes()).orElseThrow(this::missing);
        if (!status.isLink()) {
          return place;
        }
        var target =
            new String(Entries.link(directory, place.name().bytes()), StandardCharsets.UTF_8);
        place =
            new Place(
                root,
                target.startsWith("/") ? target : place.parent() + "/" + target,
                shown,
                mounts,
                ids);
      }
    }
    throw missing();
  }
}

package dev.jug.engine.user;

import static dev.jug.linux.fs.OpenFlag.O_NOFOLLOW;
import static dev.jug.linux.fs.OpenFlag.O_PATH;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.fs.Stat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads files of a root file system that is not mounted yet. Each layer is searched from the top,
 * whiteouts hide what is below them, and the kernel keeps symbolic links inside the layer ({@link
 * Rooted}). A link from one layer into another is not followed.
 *
 * @param layers directories, the topmost first
 */
public record RootView(List<Path> layers) {
  private static final int O_NONBLOCK_NOCTTY = 0x800 | 0x100;
  private static final int O_PATH_NOFOLLOW = O_PATH | O_NOFOLLOW;
  private static final long LARGEST = 1 << 20;

  public RootView {
    layers = List.copyOf(layers);
  }

  /**
   * The content of a regular file, empty if there is none.
   *
   * @param path such as {@code etc/passwd}
   */
  public Optional<byte[]> read(String path) {
    for (var layer : layers) {
      try (var root = Rooted.directory(layer.toString());
          var file = Rooted.open(root, path, O_NONBLOCK_NOCTTY)) {
        return content(file);
      } catch (SysException e) {
        if (!isMissing(e.errno()) || isHidden(layer, path)) {
          return Optional.empty();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }

  /** Whether there is anything of this name. */
  public boolean has(String path) {
    for (var layer : layers) {
      try (var root = Rooted.directory(layer.toString());
          var part = Rooted.open(root, path, O_PATH_NOFOLLOW)) {
        return !isWhiteout(part);
      } catch (SysException e) {
        if (!isMissing(e.errno()) || isHidden(layer, path)) {
          return false;
        }
      }
    }
    return false;
  }

  /** Whether there is a regular file of this name. */
  public boolean hasFile(String path) {
    return read(path).isPresent();
  }

  private static Optional<byte[]> content(Fd file) throws IOException {
    var link = magic(file);
    boolean readable = Files.isRegularFile(link) && Files.size(link) <= LARGEST;
    return readable ? Optional.of(Files.readAllBytes(link)) : Optional.empty();
  }

  private static boolean isMissing(Errno errno) {
    return errno == Errno.ENOENT || errno == Errno.ENOTDIR || errno == Errno.ENXIO;
  }

  /** Whether the layer says that there is no such path, so that lower layers do not count. */
  private static boolean isHidden(Path layer, String path) {
    try (var root = Rooted.directory(layer.toString())) {
      for (int slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
        try (var part =
            Rooted.open(root, slash < 0 ? path : path.substring(0, slash), O_PATH_NOFOLLOW)) {
          if (isWhiteout(part)) {
            return true;
          }
        }
        if (slash < 0) {
          return false;
        }
      }
    } catch (SysException _) {
      return false;
    }
  }

  private static boolean isWhiteout(Fd part) {
    try {
      return Stat.of(magic(part)).isWhiteout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path magic(Fd file) {
    return Path.of("/proc/self/fd/" + file.number());
  }
}

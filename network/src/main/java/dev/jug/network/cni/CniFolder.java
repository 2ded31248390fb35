package dev.jug.network.cni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of configurations; usually {@code /etc/cni/net.d}.
 *
 * @param path where it is
 */
public record CniFolder(Path path) {
  private static final String FILES = "*.{conflist,conf,json}";

  /**
   * All its files, in the order of their names; none if there is no such folder.
   *
   * @throws CniException if it cannot be read
   */
  public List<Path> files() {
    var files = new ArrayList<Path>();
    if (Files.isDirectory(path)) {
      try (var all = Files.newDirectoryStream(path, FILES)) {
        all.forEach(files::add);
      } catch (IOException e) {
        throw new CniException("cannot list " + path + ": " + e.getMessage(), e);
      }
    }
    files.sort(null);
    return files;
  }

  /** The first file of a network of this name; what is no configuration is none of it. */
  public Optional<Path> find(String name) {
    return files().stream().filter(file -> isOf(file, name)).findFirst();
  }

  private static boolean isOf(Path file, String name) {
    try {
      return CniConfiguration.read(file).name().equals(name);
    } catch (CniException _) {
      return false;
    }
  }
}

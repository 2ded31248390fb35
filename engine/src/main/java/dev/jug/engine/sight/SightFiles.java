package dev.jug.engine.sight;

import dev.jug.linux.fs.SmallFile;
import dev.jug.oci.runtime.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of one container, in its run directory: they go away with it.
 *
 * @param directory theirs
 */
record SightFiles(Path directory) {
  private static final String SINCE = "since";

  static SightFiles of(Path runDirectory) {
    return new SightFiles(runDirectory.resolve("view"));
  }

  /** Where a file is written. */
  Path path(SeenFile file) {
    return directory.resolve(file.fileName());
  }

  /** What covers the machine's files, as far as the machine has them. */
  List<Mount> mounts() {
    return Stream.of(SeenFile.values())
        .filter(SeenFile::covers)
        .filter(SeenFile::isThere)
        .map(file ->
            new Mount(
                file.place(),
                "bind",
                path(file).toString(),
                List.of("bind", "ro", "nosuid", "nodev", "noexec", "rprivate")))
        .toList();
  }

  /** Whether the container has this one. */
  boolean has(SeenFile file) {
    return Files.exists(path(file));
  }

  /** Whether the container has them. */
  boolean areThere() {
    return Files.exists(directory.resolve(SINCE));
  }

  /**
   * Makes them.
   *
   * @param contents what they say until somebody reads them
   * @param since when the container begins, in seconds since the machine did
   */
  void write(Map<SeenFile, byte[]> contents, double since) throws IOException {
    Files.createDirectories(directory);
    for (var content : contents.entrySet()) {
      Files.write(path(content.getKey()), content.getValue(), StandardOpenOption.CREATE_NEW);
    }
    Files.writeString(directory.resolve(SINCE), Double.toString(since));
  }

  /** When the container began, in seconds since the machine did. */
  double since() {
    try {
      return Double.parseDouble(Files.readString(directory.resolve(SINCE), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has a file say something else.
   *
   * @throws dev.jug.linux.SysException if it is gone
   */
  void replace(SeenFile file, byte[] content) {
    SmallFile.replace(path(file), content);
  }
}

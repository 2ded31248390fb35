package dev.jug.engine.lab;

import dev.jug.linux.fs.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files as a process has them, in its mounts.
 *
 * @param place its working directory, by a path that leads there from outside
 */
record LayerView(Path place) {
  /** What lies in a directory, at all depths; a line. */
  String shown(String directory) throws IOException {
    var top = place.resolve(directory);
    try (var entries = Files.walk(top)) {
      var names =
          entries
              .filter(entry -> !entry.equals(top))
              .sorted()
              .map(entry -> top.relativize(entry) + mark(entry))
              .toList();
      return directory + ": " + (names.isEmpty() ? "nothing" : String.join(" ", names));
    }
  }

  /** As {@code ls -F}, with a sign for what is only there to hide. */
  private static String mark(Path entry) {
    if (Files.isDirectory(entry)) {
      return "/";
    }
    try {
      return Stat.ofEntry(entry).isWhiteout() ? "(0:0)" : "";
    } catch (IOException e) {
      return "(gone)";
    }
  }

  /** Its lines, with spaces between them. */
  String text(String file) throws IOException {
    return file + ": " + String.join(" ", Files.readAllLines(place.resolve(file)));
  }

  /** What it is that hides another file. */
  String whiteout(String file) throws IOException {
    var stat = Stat.ofEntry(place.resolve(file));
    return "%s: %s %d:%d, a whiteout"
        .formatted(
            file,
            stat.isCharacterDevice() ? "character device" : "no device",
            stat.major(),
            stat.minor());
  }
}

package dev.jug.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the kernel's text files. What vanishes while it is read was not there. */
final class Proc {
  private Proc() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }

  static Stream<String> lines(Path file) {
    return text(file).lines();
  }

  /** Names in a folder; none if there is no such folder. */
  static Stream<Path> entries(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.toList().stream();
    } catch (IOException _) {
      return Stream.empty();
    }
  }

  static Optional<String> link(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Process folders of /proc. */
  static Stream<Path> processes() {
    return entries(Path.of("/proc"))
        .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)));
  }

  static boolean isRoot() {
    return lines(Path.of("/proc/self/status"))
            .anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"))
        && lines(Path.of("/proc/self/uid_map"))
            .anyMatch(map -> map.matches("\\s*0\\s+0\\s+4294967295"));
  }
}

package dev.jug.app.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an engine has of its containers on disk and in memory.
 *
 * @param place where its directories are
 */
record Folders(Path place) {
  /** Names of the run directories of containers. */
  List<String> runs() {
    return names(runDirectory());
  }

  /** Where those are. */
  Path runDirectory() {
    return place.resolve("run/live/containers");
  }

  /** Names of what is mounted for as long as a launch takes. */
  List<String> launches() {
    return names(place.resolve("run/live/mounts"));
  }

  /** Ids of containers whose records are there; that of a fleeting one is in memory. */
  Set<String> records() {
    return ids(directory -> Files.exists(directory.resolve("container.json")));
  }

  /** Ids that have directories, and no record: half made, half removed, or made ahead. */
  Set<String> unrecorded() {
    var ids = ids(_ -> true);
    ids.removeAll(records());
    return ids;
  }

  /** Those of them that were not made ahead: something is in there. */
  Set<String> halves() {
    var ids = ids(directory -> !isBlank(directory));
    ids.retainAll(unrecorded());
    return ids;
  }

  private Set<String> ids(Predicate<Path> which) {
    return Stream.of("state/containers", "run/live/fleeting")
        .map(place::resolve)
        .flatMap(parent -> names(parent).stream().map(parent::resolve))
        .filter(which)
        .map(directory -> directory.getFileName().toString())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isBlank(Path directory) {
    try (var all = Files.walk(directory)) {
      return all.allMatch(Files::isDirectory);
    } catch (IOException | UncheckedIOException _) {
      // It is just going.
      return true;
    }
  }

  static List<String> names(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

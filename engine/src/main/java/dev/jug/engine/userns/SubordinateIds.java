package dev.jug.engine.userns;

import dev.jug.engine.container.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ids that the administrator has set aside for users (subuid(5), subgid(5)).
 *
 * @param entries one for each line
 */
record SubordinateIds(List<Entry> entries) {
  /**
   * Some ids of one user.
   *
   * @param owner a name or a number
   */
  record Entry(String owner, IdRange range) {
    static Optional<Entry> parse(String line) {
      var parts = line.strip().split(":", -1);
      try {
        return parts.length != 3 || line.startsWith("#")
            ? Optional.empty()
            : Optional.of(
                new Entry(
                    parts[0], new IdRange(Long.parseLong(parts[1]), Long.parseLong(parts[2]))));
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }
  }

  /** Those of a file; none if there is no such file. Lines that make no sense mean nothing. */
  static SubordinateIds read(Path file) {
    if (!Files.exists(file)) {
      return new SubordinateIds(List.of());
    }
    try (var lines = Files.lines(file)) {
      return new SubordinateIds(lines.flatMap(line -> Entry.parse(line).stream()).toList());
    } catch (IOException e) {
      throw Disk.failed("read " + file, e);
    }
  }

  /** Of this user, in the order of the file. */
  List<IdRange> of(String owner) {
    return entries.stream()
        .filter(entry -> entry.owner().equals(owner))
        .map(Entry::range)
        .filter(range -> range.size() > 0)
        .toList();
  }

  /** Anybody's. */
  Stream<IdRange> all() {
    return entries.stream().map(Entry::range);
  }
}

package dev.jug.engine.usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which kinds of limits a machine has.
 *
 * @param table /proc/cgroups: name, hierarchy of version 1 or 0, groups, enabled (cgroups(7))
 * @param unified names of those that version 2 has
 */
public record Controllers(List<String> table, List<String> unified) {
  private static final Path TABLE = Path.of("/proc/cgroups");
  private static final Path UNIFIED = Path.of("/sys/fs/cgroup/cgroup.controllers");

  public Controllers {
    table = List.copyOf(table);
    unified = List.copyOf(unified);
  }

  /** Those of this machine. */
  public static Controllers read() {
    return new Controllers(
        text(TABLE).lines().toList(), List.of(text(UNIFIED).strip().split(" ", -1)));
  }

  /** Whether something can be limited, such as {@code memory}. */
  public boolean has(String name) {
    return unified.contains(name)
        || table.stream()
            .map(line -> line.split("\t", -1))
            .anyMatch(fields -> fields[0].equals(name) && !fields[1].equals("0"));
  }

  /** Nothing if there is no such file: not every machine has both. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

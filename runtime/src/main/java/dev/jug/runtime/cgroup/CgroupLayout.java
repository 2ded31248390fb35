package dev.jug.runtime.cgroup;

import static java.util.stream.Collectors.toMap;

import dev.jug.linux.fs.MountTable;
import dev.jug.linux.fs.MountTable.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which cgroup hierarchies a machine has: several of version 1, one of version 2, or both side by
 * side (hybrid). A controller is in exactly one of them.
 *
 * @param legacy hierarchies of version 1
 * @param unified the hierarchy of version 2, if it is mounted
 */
public record CgroupLayout(List<Hierarchy> legacy, Optional<Hierarchy> unified) {
  private static final Path USUAL = Path.of("/sys/fs/cgroup");
  private static final Path HERE = Path.of("/");

  public CgroupLayout {
    legacy = List.copyOf(legacy);
  }

  /** The layout of this machine. */
  public static CgroupLayout detect() {
    return detect(HERE);
  }

  /**
   * The layout of a machine whose files are somewhere else.
   *
   * @throws UncheckedIOException if its {@code proc} cannot be read
   */
  public static CgroupLayout detect(Path root) {
    return of(
        MountTable.parse(lines(root.resolve("proc/self/mountinfo"))),
        kernelControllers(root.resolve("proc/cgroups")),
        mount -> unifiedControllers(root.resolve(HERE.relativize(mount))));
  }

  /** Reads a file of a hierarchy; for tests, which have none. */
  interface Reader {
    List<String> controllers(Path mount);
  }

  /** A hierarchy can be mounted at several places: the first stands for all. */
  static CgroupLayout of(List<Entry> mounts, Set<String> known, Reader reader) {
    var legacy =
        mounts.stream()
            .filter(entry -> "cgroup".equals(entry.type()) && entry.target().startsWith(USUAL))
            .map(entry -> new Hierarchy(entry.target(), controllers(entry, known)))
            .filter(hierarchy -> !hierarchy.controllers().isEmpty())
            .collect(
                toMap(
                    hierarchy -> Set.copyOf(hierarchy.controllers()),
                    hierarchy -> hierarchy,
                    (first, _) -> first,
                    LinkedHashMap::new));
    var unified =
        mounts.stream()
            .filter(entry -> "cgroup2".equals(entry.type()) && entry.target().startsWith(USUAL))
            .map(entry -> new Hierarchy(entry.target(), reader.controllers(entry.target())))
            .findFirst();
    return new CgroupLayout(List.copyOf(legacy.values()), unified);
  }

  private static List<String> controllers(Entry entry, Set<String> known) {
    return entry.superOptions().stream()
        .filter(option -> known.contains(option) || option.startsWith("name="))
        .toList();
  }

  /** A kernel built without version 1 may not list any. */
  private static Set<String> kernelControllers(Path table) {
    if (!Files.exists(table)) {
      return Set.of();
    }
    return lines(table).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.indexOf('\t')))
        .collect(Collectors.toSet());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> unifiedControllers(Path mount) {
    try {
      var names = Files.readString(mount.resolve("cgroup.controllers")).strip();
      return names.isEmpty() ? List.of() : List.of(names.split(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hierarchy with this controller, of either version. */
  public Optional<Hierarchy> hierarchy(String controller) {
    return legacy(controller)
        .or(() -> unified.filter(hierarchy -> hierarchy.controllers().contains(controller)));
  }

  /** The version 1 hierarchy with this controller. */
  Optional<Hierarchy> legacy(String controller) {
    return legacy.stream().filter(h -> h.controllers().contains(controller)).findFirst();
  }

  /** Whether version 2 has this controller here. */
  boolean isUnified(String controller) {
    return unified.filter(h -> h.controllers().contains(controller)).isPresent();
  }
}

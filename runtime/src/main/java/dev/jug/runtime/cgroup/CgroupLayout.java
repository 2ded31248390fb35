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
  private static final Path CONTROLLERS = Path.of("/proc/cgroups");

  public CgroupLayout {
    legacy = List.copyOf(legacy);
  }

  /** The layout of this machine. */
  public static CgroupLayout detect() {
    return of(MountTable.ofSelf(), kernelControllers(), CgroupLayout::unifiedControllers);
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
  private static Set<String> kernelControllers() {
    if (!Files.exists(CONTROLLERS)) {
      return Set.of();
    }
    try (var lines = Files.lines(CONTROLLERS)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.substring(0, line.indexOf('\t')))
          .collect(Collectors.toSet());
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

  /** The version 1 hierarchy with this controller. */
  Optional<Hierarchy> legacy(String controller) {
    return legacy.stream().filter(h -> h.controllers().contains(controller)).findFirst();
  }

  /** Whether version 2 has this controller here. */
  boolean isUnified(String controller) {
    return unified.filter(h -> h.controllers().contains(controller)).isPresent();
  }
}

package dev.jug.runtime.resctrl;

import dev.jug.oci.runtime.IntelRdt;
import dev.jug.oci.runtime.InvalidSpecException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups of the resctrl file system: directories with a {@code schemata} that says which share
 * they have, and {@code tasks} that have it (config-linux.md, "IntelRdt").
 *
 * @param root where it is mounted
 */
public record ControlGroups(Path root) {
  private static final String SCHEMATA = "schemata";
  private static final String TASKS = "tasks";
  private static final String MONITORS = "mon_groups";
  private static final Path MOUNTED = Path.of("/sys/fs/resctrl");

  /** Those of this machine. */
  public static ControlGroups ofMachine() {
    return new ControlGroups(MOUNTED);
  }

  /** Whether there are any: the processor can do it, and the file system is mounted. */
  public boolean areThere() {
    return Files.exists(root.resolve(SCHEMATA));
  }

  private Path group(String id, IntelRdt share) {
    var name = Objects.requireNonNullElse(share.closID(), id);
    return "/".equals(name) ? root : root.resolve(name);
  }

  /** What the group has to have, line by line. */
  private static List<String> lines(IntelRdt share) {
    var lines = new ArrayList<>(share.schemata());
    for (var schema : new String[] {share.l3CacheSchema(), share.memBwSchema()}) {
      if (schema != null) {
        lines.addAll(schema.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
      }
    }
    return lines;
  }

  /**
   * Gives a process its share. A group that has a name of its own may exist before, and must have
   * what the spec says then.
   *
   * @param id the container's; also the name of a group that the spec does not name
   * @throws InvalidSpecException if there is no such group, or it has another share
   * @throws IOException if the kernel refuses
   */
  public void join(String id, IntelRdt share, int pid) throws IOException {
    var group = group(id, share);
    var lines = lines(share);
    if (lines.isEmpty() && share.closID() != null && !Files.isDirectory(group)) {
      throw new InvalidSpecException(
          "linux.intelRdt.closID: there is no group "
              + group
              + ", and no schemata to make it with");
    }
    if (made(group)) {
      write(group, lines);
    } else {
      compare(group, lines);
    }
    Files.writeString(group.resolve(TASKS), Integer.toString(pid));
    if (share.enableMonitoring()) {
      var monitor = group.resolve(MONITORS).resolve(id);
      made(monitor);
      Files.writeString(monitor.resolve(TASKS), Integer.toString(pid));
    }
  }

  private static boolean made(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void write(Path group, List<String> lines) throws IOException {
    try {
      for (var line : lines) {
        Files.writeString(group.resolve(SCHEMATA), line + "\n");
      }
    } catch (IOException e) {
      Files.delete(group);
      throw e;
    }
  }

  private static void compare(Path group, List<String> lines) throws IOException {
    var there = Files.readString(group.resolve(SCHEMATA));
    var has = there.lines().map(ControlGroups::plain).collect(Collectors.toSet());
    for (var line : lines) {
      if (!agrees(has, plain(line))) {
        throw new InvalidSpecException(
            "linux.intelRdt: group %s exists and does not have \"%s\"".formatted(group, line));
      }
    }
  }

  private static String plain(String line) {
    return line.replace(" ", "").replaceAll("([=:;])0+(?=[0-9a-f])", "$1");
  }

  /** A line may name fewer domains than the group has. */
  private static boolean agrees(Set<String> has, String line) {
    var name = line.substring(0, line.indexOf(':') + 1);
    var asked = domains(line, name);
    return has.stream()
        .filter(one -> one.startsWith(name))
        .anyMatch(one -> domains(one, name).containsAll(asked));
  }

  private static Set<String> domains(String line, String name) {
    return new HashSet<>(List.of(line.substring(name.length()).split(";", -1)));
  }

  /** Removes what {@link #join} made for a container, but no group that has a name of its own. */
  public void leave(String id, IntelRdt share) throws IOException {
    if (share.enableMonitoring()) {
      Files.deleteIfExists(group(id, share).resolve(MONITORS).resolve(id));
    }
    if (share.closID() == null) {
      Files.deleteIfExists(group(id, share));
    }
  }
}

package dev.jug.engine.lab;

import dev.jug.linux.fs.MountTable;
import dev.jug.linux.ns.NamespaceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process as the kernel shows it in /proc (proc(5)).
 *
 * @param pid on the host
 */
record Seen(long pid) {
  private Path file(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }

  /** Where a link leads, such as {@code root}, {@code cwd} or {@code ns/uts}. */
  String link(String name) throws IOException {
    return Files.readSymbolicLink(file(name)).toString();
  }

  /** Which namespace it is in, such as {@code uts:[4026531838]}. */
  String namespace(NamespaceKind kind) throws IOException {
    return link("ns/" + kind.procName());
  }

  /** Names in its root directory, as it would see them. */
  List<String> root() throws IOException {
    try (var names = Files.list(file("root"))) {
      return names.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** Network devices that it sees. */
  List<String> devices() throws IOException {
    return Files.readAllLines(file("net/dev")).stream()
        .skip(2)
        .map(line -> line.substring(0, line.indexOf(':')).strip())
        .toList();
  }

  /** Whether something is mounted at a place, where it is. */
  boolean mounts(Path place) throws IOException {
    return MountTable.parse(Files.readAllLines(file("mountinfo"))).stream()
        .anyMatch(entry -> entry.target().equals(place));
  }

  /** A place where it is, for who has other mounts. */
  Path inside(Path place) {
    return Path.of(file("root") + place.toString());
  }

  /** What is mounted of a kind, as the kernel says it behind the place (proc_pid_mountinfo(5)). */
  String mounted(String type) throws IOException {
    var mark = " - " + type + " ";
    return Files.readAllLines(file("mountinfo")).stream()
        .filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + 3))
        .reduce((_, last) -> last)
        .orElse("none");
  }

  /** A line of its status, such as {@code NSpid}. */
  String status(String field) throws IOException {
    return Files.readAllLines(file("status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.replace('\t', ' '))
        .findFirst()
        .orElse(field + ": not said");
  }

  /** How long it has run so far, in nanoseconds (proc_pid_schedstat(5)). */
  long ran() throws IOException {
    return Long.parseLong(Files.readString(file("schedstat")).split(" ", 2)[0]);
  }

  /** Its virtual run time in milliseconds, by which the scheduler chooses, if it is shown. */
  Optional<String> virtual() throws IOException {
    var sched = file("sched");
    if (!Files.exists(sched)) {
      return Optional.empty();
    }
    return Files.readAllLines(sched).stream()
        .filter(line -> line.startsWith("se.vruntime"))
        .map(line -> sched + ": " + line.replaceAll("\\s+", " "))
        .findFirst();
  }

  /** Whether it has ended. */
  boolean isGone() {
    return !Files.exists(file("status"));
  }

  /** Its group in each hierarchy, by the hierarchy's controllers (cgroups(7)). */
  Map<String, String> groups() throws IOException {
    var groups = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(file("cgroup"))) {
      var fields = line.split(":", 3);
      groups.put(fields[1].isEmpty() ? "version 2" : fields[1], fields[2]);
    }
    return groups;
  }

  /** The same in lines, a group each. */
  List<String> placesShown() throws IOException {
    var places = new LinkedHashMap<String, List<String>>();
    groups()
        .forEach((hierarchy, path) ->
            places.computeIfAbsent(path, _ -> new ArrayList<>()).add(hierarchy));
    var lines = new ArrayList<String>();
    places.forEach((path, hierarchies) ->
        lines.add(
            "/proc/%d/cgroup: %s in %s".formatted(pid, path, String.join(", ", hierarchies))));
    return lines;
  }
}

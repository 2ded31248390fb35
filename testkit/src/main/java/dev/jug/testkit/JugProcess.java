package dev.jug.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that tests are answerable for: a descendant of this JVM, or one of Jug's own whose
 * parent is gone. (One with a parent elsewhere belongs to somebody else on this machine.)
 */
record JugProcess(long pid, String name, String state, long parent, String started) {
  private static final Path PROC = Path.of("/proc");
  private static final List<String> KINDS =
      List.of("cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts");

  static Stream<String> ours() {
    return all().map(JugProcess::line);
  }

  /** Namespaces those processes are in and this JVM is not. */
  static Stream<String> namespaces() {
    return all()
        .flatMap(process ->
            KINDS.stream()
                .flatMap(kind -> process.namespace(kind).stream())
                .map(namespace -> namespace + " of " + process.line()));
  }

  private static Stream<JugProcess> all() {
    long self = ProcessHandle.current().pid();
    return Proc.processes()
        .flatMap(folder -> read(folder).stream())
        .filter(process -> process.pid != self)
        .filter(process -> process.isOrphanOfJug() || process.descendsFrom(self));
  }

  private static Optional<JugProcess> read(Path folder) {
    var stat = Proc.text(folder.resolve("stat"));
    int close = stat.lastIndexOf(')');
    if (close < 0) {
      return Optional.empty();
    }
    var name = stat.substring(stat.indexOf('(') + 1, close);
    var fields = stat.substring(close + 2).split(" ", -1);
    return Optional.of(
        new JugProcess(
            Long.parseLong(folder.getFileName().toString()),
            name,
            fields[0],
            Long.parseLong(fields[1]),
            fields[19]));
  }

  private boolean isOrphanOfJug() {
    return (name.startsWith("jug") || commandLine().contains("dev.jug.app/"))
        && (parent <= 1 || Proc.text(PROC.resolve(parent + "/comm")).equals("systemd\n"));
  }

  private boolean descendsFrom(long ancestor) {
    long above = parent;
    while (above > 1 && above != ancestor) {
      above = read(PROC.resolve(Long.toString(above))).map(JugProcess::parent).orElse(0L);
    }
    return above == ancestor;
  }

  private String commandLine() {
    return Proc.text(PROC.resolve(pid + "/cmdline")).replace('\0', ' ').strip();
  }

  private Optional<String> namespace(String kind) {
    var ours = Proc.link(PROC.resolve("self/ns/" + kind));
    return Proc.link(PROC.resolve(pid + "/ns/" + kind))
        .filter(theirs -> !ours.equals(Optional.of(theirs)));
  }

  private String line() {
    var zombie = state.equals("Z") ? " (zombie)" : "";
    return "%d %s%s, started at %s: %s".formatted(pid, name, zombie, started, commandLine());
  }
}

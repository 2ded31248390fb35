package dev.jug.app.crash;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of an engine that stand between it and containers: launchers and monitors. */
record Machinery(Jug jug) {
  private static final String MONITOR = "jug-monitor";
  private static final String LAUNCHER = "jug-launcher\0";

  /** The monitor of a container's first process, by the container's name. */
  long monitor(String name) {
    var id = jug.run("inspect", "-f", "{{.Id}}", name).text();
    return monitorAt(place(id)).orElseThrow();
  }

  /** The monitor of what runs in a container beside its first process. */
  long monitorOfExec(String name) {
    var execs = place(jug.run("inspect", "-f", "{{.Id}}", name).text()).resolve("exec");
    try (var all = Files.list(execs)) {
      return all.flatMap(each -> monitorAt(each).stream()).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path place(String id) {
    return jug.place().resolve("run/live/containers").resolve(id.substring(0, 12));
  }

  private static Optional<Long> monitorAt(Path state) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> text(pid, "comm").strip().equals(MONITOR) && holds(pid, state))
        .findFirst();
  }

  /** A monitor holds its process's state directory. */
  private static boolean holds(long pid, Path state) {
    try (var all = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (var each : all) {
        if (Files.readSymbolicLink(each).equals(state)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // It has just ended.
    }
    return false;
  }

  /** Launchers of an engine that wait for a plan. */
  List<Long> launchers(long engine) {
    return ProcessHandle.of(engine).stream()
        .flatMap(ProcessHandle::children)
        .filter(Machinery::isLauncher)
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Those whose child is being born: it is still the launcher's program. */
  List<Long> busyLaunchers(long engine) {
    return ProcessHandle.of(engine).stream()
        .flatMap(ProcessHandle::children)
        .filter(process -> process.children().anyMatch(Machinery::isLauncher))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static boolean isLauncher(ProcessHandle process) {
    return text(process.pid(), "cmdline").equals(LAUNCHER)
        && !text(process.pid(), "comm").strip().equals(MONITOR);
  }

  /** Processes with these words, without their parents' shells. */
  static Stream<Long> running(String words) {
    var wanted = words.replace(' ', '\0') + "\0";
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> text(pid, "cmdline").equals(wanted));
  }

  private static String text(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException _) {
      return "";
    }
  }
}

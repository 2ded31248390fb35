package dev.jug.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A group on the real kernel that processes are put into by hand; gone when closed. */
final class LiveGroup implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String top =
      "/jug-test-" + ProcessHandle.current().pid() + "-live" + COUNT.incrementAndGet();
  private final List<Process> processes = new ArrayList<>();
  final CgroupLayout layout = CgroupLayout.detect();
  final Cgroups cgroups = new Cgroups(layout);
  final String path = top + "/box";

  /** With its group in every hierarchy. */
  static LiveGroup made() throws IOException {
    var group = new LiveGroup();
    for (var directory : group.directories()) {
      Files.createDirectory(directory);
    }
    return group;
  }

  LiveGroup() {
    cgroups.prepare(top);
  }

  List<Path> directories() {
    return List.copyOf(cgroups.directoriesByController(path).values()).stream().distinct().toList();
  }

  /** The file in whichever version the controller is. */
  String read(String controller, String legacy, String unified) throws IOException {
    return Files.readString(
            layout.isUnified(controller)
                ? layout.unified().orElseThrow().group(path).resolve(unified)
                : layout.legacy(controller).orElseThrow().group(path).resolve(legacy))
        .strip();
  }

  /** The shell runs its script once it is in the group. */
  Process run(String script) throws IOException {
    var process = new ProcessBuilder("sh", "-c", "read go; " + script).start();
    processes.add(process);
    for (var directory : directories()) {
      Files.writeString(directory.resolve("cgroup.procs"), Long.toString(process.pid()));
    }
    try (var in = process.outputWriter()) {
      in.write("go\n");
    }
    return process;
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    cgroups.remove(top);
  }
}

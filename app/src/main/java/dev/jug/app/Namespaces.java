package dev.jug.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether what another process calls a path, a process or a user is the same here. If not, this
 * engine cannot work for it.
 */
final class Namespaces {
  private static final List<String> KINDS = List.of("mnt", "pid", "user");

  private Namespaces() {}

  /** Whether a process has our mounts, process ids and user ids. */
  static boolean areShared(int pid) {
    return pid > 0 && KINDS.stream().allMatch(kind -> isShared(pid, kind));
  }

  private static boolean isShared(int pid, String kind) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Integer.toString(pid), "ns", kind))
          .equals(Files.readSymbolicLink(Path.of("/proc/self/ns", kind)));
    } catch (IOException e) {
      return false;
    }
  }
}

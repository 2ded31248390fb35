package dev.jug.runtime.launch;

import dev.jug.linux.fs.Tmpfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Mounts of the test on the host, taken down again in the opposite order. */
final class HostMounts implements AutoCloseable {
  private final Deque<Path> mounted = new ArrayDeque<>();

  /** A new tmpfs at a new directory. */
  Path tmpfs(Path directory) throws IOException {
    Files.createDirectories(directory);
    Tmpfs.mount(directory, "mode=755,size=16m");
    mounted.push(directory);
    mount("-o", "remount,suid,dev,exec", directory.toString());
    return directory;
  }

  /** Makes the mount a peer of its copies from now on. */
  static void share(Path directory) throws IOException {
    mount("--make-shared", directory.toString());
  }

  /** Runs mount(8). */
  static void mount(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      var text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    while (!mounted.isEmpty()) {
      Tmpfs.detach(mounted.pop());
    }
  }
}

package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Docker engine of the test's own, on an island. */
final class DockerDaemon implements AutoCloseable {
  private final Path folder;
  private final Process daemon;

  DockerDaemon(Island island) {
    try {
      // Layers need a file system that overlayfs can write to; memory can not be.
      folder = Files.createTempDirectory(Path.of("/var/tmp"), "jug-test-");
      var words =
          island.command(
              List.of(
                  "dockerd",
                  "--data-root",
                  file("data"),
                  "-H",
                  "unix://" + file("s"),
                  "--exec-root",
                  file("exec"),
                  "-p",
                  file("pid"),
                  "--bridge",
                  "none",
                  "--iptables=false"));
      daemon =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(new File(file("log")))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Jug.eventually(() -> run("version").ok());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  Result run(String... words) {
    var command = new ArrayList<>(List.of("docker", "-H", "unix://" + file("s")));
    command.addAll(List.of(words));
    try {
      return Jug.finish(new ProcessBuilder(command).start(), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a container of an image prints. */
  String printed(String... words) {
    var all =
        new ArrayList<>(
            List.of("run", "--rm", "--network", "none", "--ulimit", "nofile=20000:20000"));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new)).text();
  }

  @Override
  public void close() {
    var all = run("ps", "-aq").out().lines().toList();
    all.forEach(container -> run("rm", "-f", container));
    daemon.destroy();
    daemon.onExit().join();
    assertThat(Programs.output("rm", "-rf", folder.toString())).isEmpty();
  }
}

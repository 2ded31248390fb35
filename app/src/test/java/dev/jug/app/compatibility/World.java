package dev.jug.app.compatibility;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.app.docker.Docker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine with a network, a container that runs, and files that flags can name. */
final class World implements AutoCloseable {
  private final Path folder;
  private final Docker docker;

  World(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("labels"), "colour=green\n");
    Files.writeString(folder.resolve("environment"), "COLOUR=green\n");
    docker = new Docker(folder);
    run("network create --subnet 10.97.0.0/24 --ipv6 --subnet fd97::/64 lane").ok();
    run("run -d --name other -v " + folder + ":/shared box:1 sleep 9999").ok();
  }

  Docker docker() {
    return docker;
  }

  Result run(String line) {
    return docker.run(Words.of(line).toArray(String[]::new));
  }

  /** Runs a container with flags and a script. */
  Result container(String flags, String script) {
    var words = new ArrayList<>(List.of("run"));
    words.addAll(Words.of(filled(flags)));
    words.addAll(List.of("box:1", "sh", "-c", script));
    return docker.run(words.toArray(String[]::new));
  }

  /** Makes a container with flags, and looks at it. */
  Result inspected(String flags, String template) {
    var id = run("create " + filled(flags) + " box:1 sleep 9999").ok().text();
    return docker.run("inspect", "-f", template, id);
  }

  /** A text with its placeholders filled in. */
  String filled(String text) {
    return text.replace("$DIR", folder.toString())
        .replace("$IPC", namespace("ipc"))
        .replace("$UTS", namespace("uts"));
  }

  private static String namespace(String kind) {
    try {
      var link = Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
      return link.replaceAll("([\\[\\]])", "\\\\$1");
    } catch (IOException e) {
      return "none";
    }
  }

  /** Removes all containers but the one that is always there. */
  void tidy() {
    for (var name : run("ps -a --format {{.Names}}").text().lines().toList()) {
      if (!name.equals("other")) {
        run("rm -f -v " + name).ok();
      }
    }
  }

  /** The group above a container's is whoever's who named it: an engine leaves it there. */
  private void removeParent() {
    var groups = "find /sys/fs/cgroup -maxdepth 2 -name jug-compatibility -exec rmdir {} +";
    Jug.finish(docker.jug().start(List.of("sh", "-c", groups)), new byte[0]).ok();
  }

  @Override
  public void close() {
    run("rm -f other").ok();
    removeParent();
    docker.close();
  }
}

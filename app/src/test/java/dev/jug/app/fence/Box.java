package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Containers of busybox that run a script, in a private engine. */
final class Box implements AutoCloseable {
  private final Jug jug = new Jug();
  private final String rootfs = BusyboxRootfs.shared().toString();
  private final Path folder;

  Box() {
    try {
      folder = Files.createTempDirectory("jugt-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Jug jug() {
    return jug;
  }

  /** A directory of the host, on a disk. */
  Path folder() {
    return folder;
  }

  /** Runs a script to its end. */
  Result run(String options, String script) {
    return jug.run(words("--rm " + options, script));
  }

  /** Starts one that goes on by itself; returns its id. */
  String start(String name, String options, String script) {
    return jug.run(words("-d --name " + name + " " + options, script)).text();
  }

  /** A space that is part of an option's value is one that does not break. */
  private String[] words(String options, String script) {
    var words = new ArrayList<>(List.of("run", "--network", "none"));
    Stream.of(options.split(" +"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.replace('\u00a0', ' '))
        .forEach(words::add);
    words.addAll(List.of("--rootfs", rootfs, "sh", "-c", script));
    return words.toArray(String[]::new);
  }

  String inspect(String name, String template) {
    return jug.run("inspect", "-f", template, name).text();
  }

  /** What a file says in a container that runs. */
  String read(String name, String file) {
    return jug.run("exec", name, "cat", file).text();
  }

  /** A file of its cgroup, by the controller and the name of version 1. */
  String group(String name, String file) {
    return read(name, "/sys/fs/cgroup/" + file);
  }

  /** Where in the host's hierarchies there are groups of an id. */
  List<Path> groupsOf(String id) {
    try (var all = Files.walk(Path.of("/sys/fs/cgroup"), 3)) {
      return all.filter(path -> path.endsWith(id)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same from outside, for what cannot run a command now. */
  String hostGroup(String name, String controller, String file) {
    var id = inspect(name, "{{.Id}}");
    try (var groups = Files.newDirectoryStream(Path.of("/sys/fs/cgroup", controller), "jug-*")) {
      for (var group : groups) {
        if (Files.exists(group.resolve(id))) {
          return Files.readString(group.resolve(id).resolve(file)).strip();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no group of " + name);
  }

  /** What was told of one by its id, a line for each event. */
  String events(String id, String action) {
    return jug.run(
            "events",
            "--since",
            "5m",
            "--until",
            "0s",
            "-f",
            "event=" + action,
            "-f",
            "container=" + id)
        .text();
  }

  void removeAll() {
    jug.run("ps", "-aq").out().lines().forEach(id -> jug.run("rm", "-f", id).ok());
    assertThat(jug.run("ps", "-aq").out()).isEmpty();
  }

  @Override
  public void close() {
    jug.close();
    try (var left = Files.list(folder)) {
      for (var file : left.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

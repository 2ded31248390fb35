package dev.jug.app.docker;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The docker client, whose daemon is a private engine of ours; it has an image {@code box}. */
public final class Docker implements AutoCloseable {
  private final Jug jug;
  private final Path folder;

  /**
   * @param folder for the client's own files, and archives
   */
  public Docker(Path folder) {
    this(folder, new Jug());
  }

  /**
   * Of this engine.
   *
   * @param folder for the client's own files, and archives
   */
  public Docker(Path folder, Jug jug) {
    this.jug = jug;
    this.folder = folder;
    jug.run("engine", "start").ok();
    makeImage("box:1", List.of("CMD [\"echo\",\"hello\"]"));
  }

  /**
   * Makes an image of busybox.
   *
   * @param changes instructions for it
   * @param more directories whose files are in it too
   */
  void makeImage(String name, List<String> changes, Path... more) {
    var archive = folder.resolve(name.replace(':', '-') + ".tar").toString();
    var words = new ArrayList<>(List.of("tar", "-cf", archive));
    words.addAll(List.of("-C", BusyboxRootfs.shared().toString(), "."));
    for (var directory : more) {
      words.addAll(List.of("-C", directory.toString(), "."));
    }
    run(jug.start(words));
    var arguments = new ArrayList<>(List.of("import"));
    changes.forEach(change -> arguments.addAll(List.of("-c", change)));
    arguments.addAll(List.of(archive, name));
    jug.run(arguments.toArray(String[]::new)).ok();
  }

  private static void run(Process process) {
    Jug.finish(process, new byte[0]).ok();
  }

  /** The same engine by its own command. */
  public Jug jug() {
    return jug;
  }

  /** Where the client's files are. */
  public Path folder() {
    return folder;
  }

  /** Where the engine serves Docker's clients. */
  public Path socket() {
    return jug.place().resolve("run/docker.sock");
  }

  /** Starts a command of the client without waiting for it; builds are those without BuildKit. */
  public Process begin(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                "env",
                "DOCKER_HOST=unix://" + socket(),
                "DOCKER_CONFIG=" + folder.resolve("client"),
                "DOCKER_BUILDKIT=0",
                "docker"));
    command.addAll(List.of(words));
    return jug.start(command);
  }

  /** Runs a command of the client to its end. */
  public Result run(String... words) {
    return feed("", words);
  }

  /** The same, with something to read. */
  public Result feed(String input, String... words) {
    return Jug.finish(begin(words), input.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file for the client. */
  String file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    jug.close();
  }
}
